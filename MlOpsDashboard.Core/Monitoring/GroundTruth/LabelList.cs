namespace MlOpsDashboard.Core.Monitoring.GroundTruth;

/// <summary>What is to be labelled next.</summary>
/// <param name="Items">The most uncertain ones without a truth first.</param>
/// <param name="Window">How many of the latest predictions were looked at.</param>
/// <param name="Labelled">How many of these have their truth.</param>
public sealed record LabelList(IReadOnlyList<LoggedAnswer> Items, int Window, int Labelled);
