using System.ComponentModel.DataAnnotations;

namespace MlOpsDashboard.Core.Datasets;

/// <summary>Settings of data sets.</summary>
public sealed class DatasetOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Datasets";

    /// <summary>The largest table, in bytes after unpacking. Default 5 GiB.</summary>
    [Range(1024L, long.MaxValue)]
    public long MaxBytes { get; set; } = 5L << 30;

    /// <summary>The most columns. Default 4,096.</summary>
    [Range(1, 100_000)]
    public int MaxColumns { get; set; } = 4096;

    /// <summary>The longest field, in bytes of UTF-8. Default 1 MiB.</summary>
    [Range(1024, 1 << 28)]
    public int MaxFieldBytes { get; set; } = 1 << 20;

    /// <summary>Uploaded tables that are read through at the same time. Default 2.</summary>
    [Range(1, 256, ErrorMessage = "Datasets:ConcurrentInspections must be from 1 to 256.")]
    public int ConcurrentInspections { get; set; } = 2;

    /// <summary>Uploaded tables that wait to be read through; one more is refused with 429. Default 64.</summary>
    [Range(0, 100_000, ErrorMessage = "Datasets:QueuedInspections must be from 0 to 100000.")]
    public int QueuedInspections { get; set; } = 64;
}
