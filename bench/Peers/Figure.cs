namespace MlOpsDashboard.Bench;

/// <summary>A figure of ours that is held against a bar instead of a peer.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Data">On which data set.</param>
/// <param name="Value">The figure.</param>
/// <param name="Bar">What it has to reach.</param>
internal sealed record Figure(string What, string Data, string Value, string Bar);
