using System.ComponentModel.DataAnnotations;

namespace MlOpsDashboard.Core.Jobs;

/// <summary>How background work is run (section <c>Jobs</c>).</summary>
public sealed class JobsOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Jobs";

    /// <summary>Jobs that may run at once; the others wait their turn.</summary>
    /// <value>Default: 4.</value>
    [Range(1, 64, ErrorMessage = "Jobs:MaxConcurrent must be from 1 to 64.")]
    public int MaxConcurrent { get; set; } = 4;

    /// <summary>Threads of low priority that the computing of all jobs shares.</summary>
    /// <value>Default: 0, which means one for each processor.</value>
    [Range(0, 256, ErrorMessage = "Jobs:WorkerThreads must be from 0 (one for each processor) to 256.")]
    public int WorkerThreads { get; set; }

    /// <summary>How long a stopping program waits for running jobs to notice, in seconds.</summary>
    /// <value>Default: 20.</value>
    [Range(1, 600, ErrorMessage = "Jobs:ShutdownSeconds must be from 1 to 600.")]
    public int ShutdownSeconds { get; set; } = 20;
}
