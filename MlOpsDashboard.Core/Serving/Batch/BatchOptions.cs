using System.ComponentModel.DataAnnotations;

namespace MlOpsDashboard.Core.Serving.Batch;

/// <summary>Settings of the section <c>Batch</c>. The largest file is that of data sets (<c>Datasets:MaxBytes</c>).</summary>
public sealed class BatchOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Batch";

    /// <summary>Batch jobs that may run at once; the others wait in their order. Default 1.</summary>
    [Range(1, 64, ErrorMessage = "Batch:MaxConcurrentJobs must be from 1 to 64.")]
    public int MaxConcurrentJobs { get; set; } = 1;

    /// <summary>Threads that one job computes with. Default 0: as many as all jobs share.</summary>
    [Range(0, 256, ErrorMessage = "Batch:Threads must be from 0 (all that jobs share) to 256.")]
    public int Threads { get; set; }

    /// <summary>How often a job begins anew when the program stops while it runs, before it counts as failed. Default 3.</summary>
    [Range(1, 100, ErrorMessage = "Batch:MaxAttempts must be from 1 to 100.")]
    public int MaxAttempts { get; set; } = 3;

    /// <summary>Days that a result is kept for download. Default 7.</summary>
    [Range(1, 3650, ErrorMessage = "Batch:KeepResultsForDays must be from 1 to 3650.")]
    public int KeepResultsForDays { get; set; } = 7;
}
