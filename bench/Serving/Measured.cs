namespace MlOpsDashboard.ServingBench;

/// <summary>A line of the table.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Figure">What came out.</param>
/// <param name="Bar">What is asked for.</param>
/// <param name="Met">Whether it is reached.</param>
internal sealed record Measured(string What, string Figure, string Bar, bool Met);
