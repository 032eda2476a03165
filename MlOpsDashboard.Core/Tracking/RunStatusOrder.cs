using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Tracking;

/// <summary>Runs by the word of their state.</summary>
internal sealed class RunStatusOrder : RunOrder
{
    /// <inheritdoc/>
    public override IOrderedQueryable<Run> Sort(IQueryable<Run> runs, bool descending) => descending
        ? runs.OrderByDescending(r => r.Status).ThenByDescending(r => r.RunId)
        : runs.OrderBy(r => r.Status).ThenBy(r => r.RunId);

    /// <inheritdoc/>
    public override IQueryable<Run> After(IQueryable<Run> runs, string? last, string runId, bool descending)
    {
        RunStatus known = Array.Find(Enum.GetValues<RunStatus>(), status => Word(status) == last) is var found && Word(found) == last ? found : throw PageKey.Foreign();

        // The database compares the words; the states are few enough to name those behind.
        RunStatus[] behind = [.. Enum.GetValues<RunStatus>().Where(status => string.CompareOrdinal(Word(status), last) * (descending ? -1 : 1) > 0)];
#pragma warning disable CA1309, CA1310 // Translated to SQL, which compares as it sorts.
        return descending
            ? runs.Where(r => behind.Contains(r.Status) || (r.Status == known && string.Compare(r.RunId, runId) < 0))
            : runs.Where(r => behind.Contains(r.Status) || (r.Status == known && string.Compare(r.RunId, runId) > 0));
#pragma warning restore CA1309, CA1310
    }

    /// <inheritdoc/>
    public override string? ValueOf(RunRow row) => Word(row.Run.Status);

    private static string Word(RunStatus status) => SnakeCase.Name(status.ToString());
}
