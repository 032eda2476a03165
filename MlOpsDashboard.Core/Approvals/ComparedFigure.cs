namespace MlOpsDashboard.Core.Approvals;

/// <summary>A metric of the candidate and of the version in production, on the same held-out rows, with the ends of their 95 % intervals where they are known.</summary>
/// <param name="Metric">Its name.</param>
/// <param name="Candidate">The candidate's value.</param>
/// <param name="CandidateLow">The lower end.</param>
/// <param name="CandidateHigh">The upper end.</param>
/// <param name="Production">The value of the version in production.</param>
/// <param name="ProductionLow">The lower end.</param>
/// <param name="ProductionHigh">The upper end.</param>
public sealed record ComparedFigure(
    string Metric, double Candidate, double? CandidateLow, double? CandidateHigh, double Production, double? ProductionLow, double? ProductionHigh);
