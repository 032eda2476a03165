using System.ComponentModel.DataAnnotations;

namespace MlOpsDashboard.Core.AbTests;

/// <summary>Settings of the section <c>AbTests</c>.</summary>
public sealed class AbTestOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "AbTests";

    /// <summary>How often a test is looked at, in seconds. Default 2.</summary>
    [Range(0.05, 3600)]
    public double EverySeconds { get; set; } = 2;
}
