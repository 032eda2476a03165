using System.Globalization;

namespace MlOpsDashboard.Components.Charts;

/// <summary>
/// Numbers as Plotly.Blazor can carry them. It writes each as a decimal, which throws at those that are too large or not finite and turns
/// those that are too small into zero.
/// </summary>
internal static class PlotlyNumber
{
    private const double Least = 1e-10;
    private const double Most = 1e28;

    /// <summary>Null, which is drawn as a gap, for what is not finite; text, which Plotly reads as a number, for what a decimal cannot hold.</summary>
    public static object? Of(double value) => value switch
    {
        _ when !double.IsFinite(value) => null,
        _ when Fits(value) => value,
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    /// <summary>The numbers, each as it can be carried.</summary>
    public static List<object?> All(IEnumerable<double> values) => [.. values.Select(Of)];

    /// <summary>Whether a decimal holds the number with all digits that matter.</summary>
    public static bool Fits(double value) => value == 0 || Math.Abs(value) is >= Least and < Most;
}
