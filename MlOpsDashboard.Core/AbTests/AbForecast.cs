namespace MlOpsDashboard.Core.AbTests;

/// <summary>How long a test will take.</summary>
public sealed record AbForecast
{
    /// <summary>The difference that is to be found, in the metric's unit.</summary>
    public double? Effect { get; init; }

    /// <summary>Values of all arms together after which it is found in 80 % of the tests at least; null when it cannot be told.</summary>
    public long? SamplesNeeded { get; init; }

    /// <summary>Values a day, at the present pace; null when it cannot be told.</summary>
    public double? SamplesPerDay { get; init; }

    /// <summary>Days from the beginning; null when it cannot be told.</summary>
    public double? Days { get; init; }

    /// <summary>When it will have them; null when it cannot be told.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>What it is reckoned from, or why it cannot be told.</summary>
    public required string Basis { get; init; }
}
