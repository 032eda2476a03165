using System.Globalization;
using System.Text;

namespace MlOpsDashboard.ServingBench;

/// <summary>How right both models were as the stream went on, and when the one was followed.</summary>
internal sealed class LoopCourse
{
    private const int Width = 720;
    private const int Height = 240;
    private const int Left = 40;

    private readonly List<(int Rows, double Alone, double Loop)> _points = [];
    private readonly List<int> _promotions = [];
    private int _rows;
    private int _alone;
    private int _loop;
    private int _promoted;
    private string[] _states = [];

    /// <summary>Adds a stretch.</summary>
    public void Add(bool[] alone, bool[] loop)
    {
        _rows += loop.Length;
        _alone += alone.Count(right => right);
        _loop += loop.Count(right => right);
        _points.Add((_rows, (double)_alone / _rows, (double)_loop / _rows));
        Console.Error.WriteLine(FormattableString.Invariant($"{_rows} rows: alone {_points[^1].Alone:0.0000}, loop {_points[^1].Loop:0.0000}, {_promoted} promotions of {_states.Length} retrainings"));
    }

    /// <summary>Takes the states of all retrainings so far.</summary>
    public void Decided(string[] states)
    {
        _states = states;
        int promoted = states.Count(state => state == "promoted");
        if (promoted > _promoted)
        {
            _promotions.Add(_rows);
        }

        _promoted = promoted;
    }

    /// <summary>Prints the table.</summary>
    public void Print(string file, int first, int stretch)
    {
        Console.WriteLine(FormattableString.Invariant($"{file}: first model on {first} rows, then {_rows} rows in stretches of {stretch}, predicted, then labelled"));
        Console.WriteLine("| | prequential accuracy |");
        Console.WriteLine("|---|---|");
        Console.WriteLine(FormattableString.Invariant($"| the first model, left alone | {_points[^1].Alone:0.0000} |"));
        Console.WriteLine(FormattableString.Invariant($"| the loop: {_states.Length} retrainings, {_promoted} of them promoted | {_points[^1].Loop:0.0000} |"));
        Console.WriteLine(FormattableString.Invariant($"| gain, in points | {100 * (_points[^1].Loop - _points[^1].Alone):0.0} |"));
    }

    /// <summary>Both lines, and the promotions, as an SVG.</summary>
    public string Picture()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width + Left + 10} {Height + 50}\" font-family=\"sans-serif\" font-size=\"11\"><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>");
        foreach (double tick in (double[])[0.5, 0.6, 0.7, 0.8, 0.9])
        {
            text.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" x2=\"{Left + Width}\" y1=\"{Y(tick):0.#}\" y2=\"{Y(tick):0.#}\" stroke=\"#ddd\"/><text x=\"{Left - 6}\" y=\"{Y(tick) + 4:0.#}\" text-anchor=\"end\">{tick * 100:0} %</text>");
        }

        foreach (int at in _promotions)
        {
            text.Append(CultureInfo.InvariantCulture, $"<line x1=\"{X(at):0.#}\" x2=\"{X(at):0.#}\" y1=\"{Height}\" y2=\"{Height - 8}\" stroke=\"#009e73\" stroke-width=\"2\"/>");
        }

        Line(text, "#d55e00", point => point.Alone);
        Line(text, "#0072b2", point => point.Loop);
        text.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"{Height + 18}\">{_points[0].Rows:N0} rows</text><text x=\"{Left + Width}\" y=\"{Height + 18}\" text-anchor=\"end\">{_rows:N0} rows</text>");
        text.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"{Height + 38}\" fill=\"#0072b2\">the loop</text><text x=\"{Left + 80}\" y=\"{Height + 38}\" fill=\"#d55e00\">left alone</text><text x=\"{Left + 170}\" y=\"{Height + 38}\" fill=\"#009e73\">promotions</text><text x=\"{Left + Width}\" y=\"{Height + 38}\" text-anchor=\"end\">prequential accuracy so far</text></svg>\n");
        return text.ToString();
    }

    private static double Y(double share) => Height * (1 - ((share - 0.45) / 0.5));

    private double X(int rows) => Left + ((double)Width * rows / _rows);

    private void Line(StringBuilder text, string colour, Func<(int Rows, double Alone, double Loop), double> value) => text.Append(
        CultureInfo.InvariantCulture,
        $"<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" points=\"{string.Join(' ', _points.Select(point => FormattableString.Invariant($"{X(point.Rows):0.#},{Y(value(point)):0.#}")))}\"/>");
}
