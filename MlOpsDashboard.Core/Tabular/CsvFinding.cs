namespace MlOpsDashboard.Core.Tabular;

/// <summary>What was found out of how a table is written.</summary>
/// <param name="Format">How it is written.</param>
/// <param name="Warnings">What was doubtful, in sentences that name the setting which changes it.</param>
public sealed record CsvFinding(CsvFormat Format, IReadOnlyList<string> Warnings);
