namespace MlOpsDashboard.Core.Tabular.Scanning;

/// <summary>How much a scan remembers of each column, so that the whole stays within about 300 MB however wide the table is.</summary>
/// <param name="Words">The most distinct words that are counted one by one.</param>
/// <param name="Values">The most numbers held for quantiles and histograms.</param>
/// <param name="Hashes">The most hashes held to count distinct values.</param>
internal sealed record ScanBudget(int Words, int Values, int Hashes)
{
    /// <summary>The share of one column.</summary>
    /// <param name="columns">The number of columns.</param>
    internal static ScanBudget For(int columns) => new(
        Math.Clamp(1_000_000 / columns, 1_000, 50_000),
        Math.Clamp(12_000_000 / columns, 2_000, 262_144),
        Math.Clamp(4_000_000 / columns, 1_000, 262_144));
}
