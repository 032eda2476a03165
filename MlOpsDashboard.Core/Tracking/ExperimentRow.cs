namespace MlOpsDashboard.Core.Tracking;

/// <summary>An experiment as a listing shows it.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="TotalRuns">Its runs outside the trash.</param>
/// <param name="LastStartedAt">When its latest run began; null without runs.</param>
/// <param name="Best">The finished run that is best by the metric of the latest judged run; null when none was judged.</param>
public sealed record ExperimentRow(Experiment Experiment, int TotalRuns, DateTimeOffset? LastStartedAt, BestRun? Best);
