namespace MlOpsDashboard.Core.Learning.Parameters;

/// <summary>A real hyper-parameter.</summary>
/// <param name="Name">Unique in its space, snake_case.</param>
/// <param name="Low">The smallest value searched.</param>
/// <param name="High">The largest value searched.</param>
/// <param name="DefaultValue">The value when nothing is said.</param>
/// <param name="Description">What it does.</param>
/// <param name="Log">Whether it is searched on a logarithmic scale.</param>
public sealed record FloatParameter(string Name, double Low, double High, double DefaultValue, string Description, bool Log = false)
    : Parameter(Name, DefaultValue, Description)
{
    /// <summary>The smallest value that a person may set.</summary>
    public double HardLow { get; init; } = Low;

    /// <summary>The largest value that a person may set.</summary>
    public double HardHigh { get; init; } = High;
}
