using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Serving;

/// <summary>What a CSV file of instances holds.</summary>
/// <param name="Format">How it is written.</param>
/// <param name="Header">The columns' names.</param>
/// <param name="Features">For each column the position of its feature, or -1 for one that is only carried along.</param>
internal sealed record CsvColumns(CsvFormat Format, string[] Header, int[] Features);
