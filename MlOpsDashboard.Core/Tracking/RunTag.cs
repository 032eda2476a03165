namespace MlOpsDashboard.Core.Tracking;

/// <summary>A label of a run, which may be changed at any time.</summary>
internal sealed class RunTag
{
    public required string RunId { get; init; }

    public required string Key { get; init; }

    public required string Value { get; set; }
}
