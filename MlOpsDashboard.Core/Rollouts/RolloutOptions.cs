using System.ComponentModel.DataAnnotations;

namespace MlOpsDashboard.Core.Rollouts;

/// <summary>Settings of the section <c>Rollouts</c>.</summary>
public sealed class RolloutOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Rollouts";

    /// <summary>How often the guard looks at a roll-out, in seconds. Default 1.</summary>
    [Range(0.05, 3600)]
    public double EverySeconds { get; set; } = 1;
}
