using System.ComponentModel.DataAnnotations;

namespace MlOpsDashboard.Core.Retraining;

/// <summary>Settings of automated retraining; what a model does is in its policy.</summary>
public sealed class RetrainingOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Retraining";

    /// <summary>How often triggers and retrainings are looked after, in seconds.</summary>
    /// <value>10.</value>
    [Range(0.05, 3600)]
    public double EverySeconds { get; set; } = 10;
}
