namespace MlOpsDashboard.Core.Tracking;

/// <summary>A setting of a run. Once written, its value does not change.</summary>
internal sealed class RunParameter
{
    public required string RunId { get; init; }

    public required string Key { get; init; }

    public required string Value { get; init; }
}
