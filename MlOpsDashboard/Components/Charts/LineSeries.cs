namespace MlOpsDashboard.Components.Charts;

/// <summary>One line of a chart.</summary>
/// <param name="Name">Its name in the legend and on hover.</param>
/// <param name="X">Where the points stand; NaN breaks the line.</param>
/// <param name="Y">How high they stand; NaN breaks the line.</param>
/// <param name="Colour">Which of the series colours it has, counted from 0 and around; null for the next one. A model version keeps its colour by this.</param>
public sealed record LineSeries(string Name, double[] X, double[] Y, int? Colour = null)
{
    private const int Colours = 8;

    /// <summary>The lower ends of the intervals of the points; null where there are none.</summary>
    public double[]? Low { get; init; }

    /// <summary>Their upper ends.</summary>
    public double[]? High { get; init; }

    /// <summary>Whether it stands beside the others to compare them with, dashed and quiet.</summary>
    public bool IsBeside { get; init; }

    /// <summary>A series colour as CSS names it.</summary>
    /// <param name="number">Which, counted from 0 and around.</param>
    public static string ColourOf(int number) => $"var(--series-{((number % Colours) + Colours) % Colours + 1})";
}
