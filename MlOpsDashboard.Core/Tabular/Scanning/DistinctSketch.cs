namespace MlOpsDashboard.Core.Tabular.Scanning;

/// <summary>
/// Counts distinct hashes in bounded memory: exactly as long as they fit, then by Wegman's adaptive sampling (Flajolet 1990), which
/// keeps the hashes that end in enough zero bits. Standard error about 1.2 / √capacity.
/// </summary>
/// <param name="capacity">The most hashes kept.</param>
internal sealed class DistinctSketch(int capacity)
{
    private readonly HashSet<ulong> _kept = [];
    private int _level;

    /// <summary>Whether <see cref="Count"/> is an estimate.</summary>
    internal bool IsEstimate => _level > 0;

    /// <summary>The number of distinct hashes.</summary>
    internal long Count => (long)_kept.Count << _level;

    /// <summary>Takes a hash into account.</summary>
    /// <param name="hash">All of its bits must be good ones.</param>
    internal void Add(ulong hash)
    {
        if ((hash & ((1UL << _level) - 1)) != 0 || !_kept.Add(hash))
        {
            return;
        }

        while (_kept.Count > capacity)
        {
            _level++;
            ulong mask = (1UL << _level) - 1;
            _kept.RemoveWhere(kept => (kept & mask) != 0);
        }
    }
}
