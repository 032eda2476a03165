namespace MlOpsDashboard.Core.Drift;

/// <summary>One check of a model's history.</summary>
/// <param name="Id">Names the report.</param>
/// <param name="ModelVersion">The version that was checked.</param>
/// <param name="CheckedAt">When, UTC.</param>
/// <param name="Source">What was compared.</param>
/// <param name="Rows">Current rows.</param>
/// <param name="Verdict">What it said.</param>
/// <param name="ShareDrifted">The share of features that had drifted; null without a verdict.</param>
public sealed record DriftPoint(string Id, int ModelVersion, DateTimeOffset CheckedAt, string Source, int Rows, DriftVerdict Verdict, double? ShareDrifted);
