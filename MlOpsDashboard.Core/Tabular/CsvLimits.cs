namespace MlOpsDashboard.Core.Tabular;

/// <summary>How much a reader takes before it says that a file is not a sensible table.</summary>
/// <param name="MaxFieldBytes">The longest field, in bytes of UTF-8. A missing closing quote shows itself here.</param>
/// <param name="MaxColumns">The most columns.</param>
/// <param name="MaxRowBytes">The longest row, in bytes of UTF-8; the reader's buffer never grows beyond it.</param>
public sealed record CsvLimits(int MaxFieldBytes = 1 << 20, int MaxColumns = 4096, int MaxRowBytes = 64 << 20)
{
    /// <summary>A field of 1 MiB, 4,096 columns, a row of 64 MiB.</summary>
    public static CsvLimits Default { get; } = new();
}
