namespace MlOpsDashboard.Core.AbTests;

/// <summary>
/// Everything that a test is judged by, as the logs of predictions and of truths hold it: after a restart it is read again, and says the same.
/// Used by one caller at a time.
/// </summary>
internal sealed class AbObservations
{
    private readonly Dictionary<int, AbArmRows> _arms;

    /// <summary>Begins with nothing.</summary>
    /// <param name="test">The test.</param>
    public AbObservations(AbTest test) => _arms = test.Versions.ToDictionary(version => version, _ => new AbArmRows());

    /// <summary>The latest prediction that was read.</summary>
    public long PredictionCursor { get; set; }

    /// <summary>When the latest prediction that was read was made; the least time before the first.</summary>
    public DateTimeOffset ReadTo { get; set; }

    /// <summary>The latest truth that was read.</summary>
    public long TruthCursor { get; set; }

    /// <summary>An arm.</summary>
    /// <param name="version">Its version.</param>
    public AbArmRows this[int version] => _arms[version];

    /// <summary>Whether a version is an arm.</summary>
    public bool Has(int version) => _arms.ContainsKey(version);

    /// <summary>A caller as a number, the same in every run; never 0.</summary>
    /// <param name="routingKey">The routing key; null for a request without one: 0.</param>
    public static ulong UnitOf(string? routingKey)
    {
        if (routingKey is null)
        {
            return 0;
        }

        ulong hash = 14695981039346656037;
        foreach (char character in routingKey)
        {
            hash = (hash ^ character) * 1099511628211;
        }

        return hash == 0 ? 1 : hash;
    }
}
