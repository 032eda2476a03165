using System.Globalization;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Components.Pages.Predict;

/// <summary>From where to where a slider goes, in steps that read well.</summary>
/// <param name="Least">The left end.</param>
/// <param name="Most">The right end.</param>
/// <param name="Step">The distance between two positions.</param>
public readonly record struct SliderScale(double Least, double Most, double Step)
{
    private const int FewestSteps = 100;
    private const double SecondsOfDay = 86_400;

    /// <summary>The scale of a number or a date: the range that training saw, and the value that is there.</summary>
    /// <param name="draft">The value; its feature has a range.</param>
    public static SliderScale Of(FeatureDraft draft)
    {
        double at = draft.Position ?? draft.Feature.TypicalNumber ?? 0;
        double least = Math.Min(draft.Feature.Min ?? at, at);
        double most = Math.Max(draft.Feature.Max ?? at, at);
        double step = draft.Feature switch
        {
            { Type: ColumnType.DateTime } when most - least > SecondsOfDay => SecondsOfDay,
            { Type: ColumnType.DateTime } or { WholeNumbers: true } => 1,
            _ => Round((most - least) / FewestSteps),
        };
        return draft.Feature.Type == ColumnType.DateTime
            ? new SliderScale(least, most, step)
            : new SliderScale(Tidy(Math.Floor(least / step), step), Tidy(Math.Ceiling(most / step), step), step);
    }

    /// <summary>A number as HTML takes it.</summary>
    /// <param name="number">The number.</param>
    public static string Plain(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The largest of 1, 2 and 5 times a power of ten that is not above a number; 1 for none.</summary>
    private static double Round(double number)
    {
        if (number <= 0 || !double.IsFinite(number))
        {
            return 1;
        }

        double power = Math.Pow(10, Math.Floor(Math.Log10(number)));
        return Tidy(number / power >= 5 ? 5 : number / power >= 2 ? 2 : 1, power);
    }

    /// <summary>A multiple of a step without the dust of binary fractions: 0.3 and not 0.30000000000000004.</summary>
    private static double Tidy(double count, double step) =>
        double.Parse((count * step).ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
