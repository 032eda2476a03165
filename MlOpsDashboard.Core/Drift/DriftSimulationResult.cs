namespace MlOpsDashboard.Core.Drift;

/// <summary>What a simulation came to.</summary>
/// <param name="Report">What a check would say; it is not kept.</param>
/// <param name="Sent">Predictions that were made; 0 unless they were asked for.</param>
/// <param name="Labelled">How many of them were labelled.</param>
public sealed record DriftSimulationResult(DriftReport Report, int Sent, int Labelled);
