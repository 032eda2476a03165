using System.Globalization;
using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Charts;

namespace MlOpsDashboard.Components.Shared;

/// <summary>A line as small as a word: how a figure went. Drawn by the server, without the chart library.</summary>
public sealed partial class Sparkline : ComponentBase
{
    private const int Wide = 96;
    private const int High = 24;
    private const double Edge = 2;

    private string[] _line = [];
    private string[] _marks = [];

    /// <summary>The figure, evenly spaced; NaN breaks the line. Fewer than two of them show a dash.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<double> Values { get; set; } = [];

    /// <summary>What it shows in words, with its range, for screen readers and on hover.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>Which of the series colours it has, counted from 0 and around.</summary>
    [Parameter]
    public int Series { get; set; }

    /// <summary>True where the lowest line is zero, as for a rate.</summary>
    [Parameter]
    public bool FromZero { get; set; }

    /// <summary>Where something changed, as shares of the width from 0 to 1.</summary>
    [Parameter]
    public IReadOnlyList<double> Marks { get; set; } = [];

    private string Colour => LineSeries.ColourOf(Series);

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        double[] known = [.. Values.Where(double.IsFinite)];
        if (known.Length < 2)
        {
            (_line, _marks) = ([], []);
            return;
        }

        double low = FromZero ? Math.Min(0, known.Min()) : known.Min();
        double span = known.Max() - low;
        _line = [.. Runs().Select(run => string.Join(' ', run.Select(i => $"{Figure(X(i))},{Figure(Y(Values[i], low, span))}")))];
        _marks = [.. Marks.Where(mark => mark is >= 0 and <= 1).Select(mark => Figure(mark * Wide))];
    }

    private IEnumerable<List<int>> Runs()
    {
        List<int> run = [];
        for (int i = 0; i < Values.Count; i++)
        {
            if (double.IsFinite(Values[i]))
            {
                run.Add(i);
            }
            else if (run.Count > 0)
            {
                yield return run;
                run = [];
            }
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }

    private double X(int i) => i * (double)Wide / (Values.Count - 1);

    // A figure that never changes lies in the middle.
    private static double Y(double value, double low, double span) =>
        span == 0 ? High / 2.0 : High - Edge - ((value - low) / span * (High - (2 * Edge)));

    private static string Figure(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
