using MlOpsDashboard.Core.Learning.Preprocessing;

namespace MlOpsDashboard.Core.Learning.Onnx;

/// <summary>
/// Takes dates apart by arithmetic. The calendar is Howard Hinnant's (chrono-compatible low-level date algorithms, civil_from_days):
/// years that start in March, in eras of 400. All of it is whole numbers in doubles, so that every quotient's floor is exact.
/// </summary>
internal sealed class DateGraph
{
    private const double DaySeconds = 86_400;

    private readonly GraphBuilder _graph;
    private readonly string _days;
    private readonly Lazy<string> _dayFraction;
    private readonly Lazy<string> _wholeDays;
    private readonly Lazy<(string Year, string Month, string Day)> _calendar;

    private DateGraph(GraphBuilder graph, string seconds)
    {
        _graph = graph;
        string known = graph.Node("Clip", [seconds, graph.Scalar(DateParts.MinSeconds), graph.Scalar(DateParts.MaxSeconds)]);
        _days = By("Div", known, DaySeconds);
        _dayFraction = new Lazy<string>(() => graph.Node("Sub", [_days, Floor(_days)]));
        _wholeDays = new Lazy<string>(() => Quotient(Floor(known), DaySeconds));
        _calendar = new Lazy<(string, string, string)>(Calendar);
    }

    /// <summary>Adds the nodes for one date.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="input">Seconds since 1970-01-01T00:00:00Z, NaN for missing: N doubles.</param>
    /// <param name="encoder">The step.</param>
    /// <returns>The features: N rows of <see cref="DateEncoder.Width"/> floats.</returns>
    public static string Add(GraphBuilder graph, string input, DateEncoder encoder)
    {
        if (encoder.Width == 0)
        {
            return input;
        }

        string missing = graph.Node("Or", [graph.Node("IsNaN", [input]), graph.Node("IsInf", [input])]);
        var features = new List<string>();
        if (encoder.Parts.Count > 0)
        {
            // Counted as 1970 while it is taken apart: not every operator passes a NaN on.
            var date = new DateGraph(graph, graph.Node("Where", [missing, graph.Scalar(0.0), input]));
            string parts = graph.Beside([.. encoder.Parts.Select(scaled => date.Scaled(scaled, encoder.FillMissing))]);
            features.Add(graph.Node(
                "Where", [missing, graph.Scalar(encoder.FillMissing ? 0 : float.NaN), graph.Cast(parts, OnnxType.Single)]));
        }

        if (encoder.Indicator)
        {
            features.Add(graph.Cast(missing, OnnxType.Single));
        }

        return graph.Beside([.. features]);
    }

    private string Scaled(ScaledDatePart scaled, bool clip)
    {
        string part = Part(scaled.Part);
        if (scaled.Mean != 0 || scaled.Deviation != 1)
        {
            part = By("Div", By("Sub", part, scaled.Mean), scaled.Deviation);
        }

        return clip
            ? _graph.Node("Clip", [part, _graph.Scalar(-ScaledNumberEncoder.Limit), _graph.Scalar(ScaledNumberEncoder.Limit)])
            : part;
    }

    private string Part(DatePart part) => part switch
    {
        DatePart.Days => _days,
        DatePart.Year => _calendar.Value.Year,
        DatePart.Month => _calendar.Value.Month,
        DatePart.Day => _calendar.Value.Day,

        // 1970-01-01 was a Thursday, three days after a Monday.
        DatePart.Weekday => Remainder(By("Add", _wholeDays.Value, 3), 7),
        DatePart.Hour => By("Mul", _dayFraction.Value, 24),
        DatePart.YearSine => Wave(_days, DateParts.YearDays, 0),
        DatePart.YearCosine => Wave(_days, DateParts.YearDays, Math.PI / 2),
        DatePart.WeekSine => Wave(_days, 7, 0),
        DatePart.WeekCosine => Wave(_days, 7, Math.PI / 2),
        DatePart.DaySine => Wave(_dayFraction.Value, 1, 0),
        DatePart.DayCosine => Wave(_dayFraction.Value, 1, Math.PI / 2),
        _ => throw new ConflictException($"The model cannot be exported: ONNX has no form yet for the date part '{part}'."),
    };

    // The cosine is a sine a quarter later: runtimes have the sine in double precision for longer.
    private string Wave(string value, double period, double ahead)
    {
        string angle = By("Div", By("Mul", value, 2 * Math.PI), period);
        return _graph.Node("Sin", [ahead == 0 ? angle : By("Add", angle, ahead)]);
    }

    private (string Year, string Month, string Day) Calendar()
    {
        const double EraDays = 146_097;
        string shifted = By("Add", _wholeDays.Value, 719_468);
        string era = Quotient(shifted, EraDays);
        string dayOfEra = Remainder(shifted, EraDays);

        // Takes away the leap days of 4 years, gives back those of 100, takes away that of 400.
        string leapless = _graph.Node("Sub", [dayOfEra, Quotient(dayOfEra, 1_460)]);
        leapless = _graph.Node("Add", [leapless, Quotient(dayOfEra, 36_524)]);
        leapless = _graph.Node("Sub", [leapless, Quotient(dayOfEra, 146_096)]);
        string yearOfEra = Quotient(leapless, 365);
        string yearStart = _graph.Node("Add", [By("Mul", yearOfEra, 365), Quotient(yearOfEra, 4)]);
        yearStart = _graph.Node("Sub", [yearStart, Quotient(yearOfEra, 100)]);
        string dayOfYear = _graph.Node("Sub", [dayOfEra, yearStart]);

        // Months from March have 153 days in five.
        string monthFromMarch = Quotient(By("Add", By("Mul", dayOfYear, 5), 2), 153);
        string monthStart = Quotient(By("Add", By("Mul", monthFromMarch, 153), 2), 5);
        string day = By("Add", _graph.Node("Sub", [dayOfYear, monthStart]), 1);
        string nextYear = Quotient(By("Add", monthFromMarch, 2), 12);
        string month = _graph.Node("Sub", [By("Add", monthFromMarch, 3), By("Mul", nextYear, 12)]);
        string year = _graph.Node("Add", [_graph.Node("Add", [yearOfEra, By("Mul", era, 400)]), nextYear]);
        return (year, month, day);
    }

    private string Quotient(string value, double divisor) => Floor(By("Div", value, divisor));

    private string Remainder(string value, double divisor) =>
        _graph.Node("Sub", [value, By("Mul", Quotient(value, divisor), divisor)]);

    private string Floor(string value) => _graph.Node("Floor", [value]);

    private string By(string operation, string value, double constant) => _graph.Node(operation, [value, _graph.Scalar(constant)]);
}
