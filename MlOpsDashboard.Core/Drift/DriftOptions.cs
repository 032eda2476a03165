using System.ComponentModel.DataAnnotations;

namespace MlOpsDashboard.Core.Drift;

/// <summary>Settings of drift checks.</summary>
public sealed class DriftOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Drift";

    /// <summary>The chance of a false alarm of a whole check when nothing has changed.</summary>
    /// <value>0.05.</value>
    [Range(0.0001, 0.5)]
    public double FalseAlarmRate { get; set; } = 0.05;

    /// <summary>
    /// How far a feature must have moved, beside being no chance: Wasserstein's distance in standard deviations, Jensen and Shannon's distance, or
    /// the difference of two shares. Holds from 1,001 rows of training data on, where tests find what does not matter.
    /// </summary>
    /// <value>0.1.</value>
    [Range(0.0001, 100)]
    public double DistanceThreshold { get; set; } = 0.1;

    /// <summary>Fewer rows are no ground for a verdict.</summary>
    /// <value>200.</value>
    [Range(30, 100_000)]
    public int MinRows { get; set; } = 200;

    /// <summary>The latest predictions that are looked at when nothing else is asked for.</summary>
    /// <value>1,000.</value>
    [Range(30, DriftRequest.MostRows)]
    public int Rows { get; set; } = 1000;

    /// <summary>Rows of the training data that are looked at; of more a sample is drawn.</summary>
    /// <value>50,000.</value>
    [Range(1000, 1_000_000)]
    public int ReferenceRows { get; set; } = 50_000;

    /// <summary>Whether rows are compared as a whole, too: by a classifier that tells old from new, and by the maximum mean discrepancy.</summary>
    /// <value>Yes.</value>
    public bool Together { get; set; } = true;

    /// <summary>How often it is looked whether a schedule asks for a check, in seconds.</summary>
    /// <value>10.</value>
    [Range(0.05, 3600)]
    public double EverySeconds { get; set; } = 10;

    /// <summary>Reports kept of a model; older ones are removed.</summary>
    /// <value>500.</value>
    [Range(1, 100_000)]
    public int KeepReports { get; set; } = 500;
}
