using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Values;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Preprocessing;

/// <summary>Chooses and fits the encoder of a column. Sees training rows only.</summary>
/// <param name="layout">The layout that is wanted.</param>
/// <param name="options">Limits.</param>
internal sealed class EncoderFitter(FeatureLayout layout, PipelineOptions options)
{
    private bool Dense => layout == FeatureLayout.Dense;

    /// <summary>Fits the encoder.</summary>
    /// <param name="input">The position of the column in the signature.</param>
    /// <param name="source">What the rows show of the column.</param>
    /// <param name="values">The rows' values in the form of <see cref="FeatureRow.Values"/>.</param>
    public ColumnEncoder Fit(int input, FeatureSignature source, double[] values) => source.Type switch
    {
        ColumnType.Numeric => FitNumber(input, source, values),
        ColumnType.DateTime => FitDate(input, source, values),
        ColumnType.Boolean when source.Categories.Count <= 2 => FitFlag(input, source),
        _ => Dense ? FitOneHot(input, source, values) : FitCodes(input, source, values),
    };

    private ColumnEncoder FitNumber(int input, FeatureSignature source, double[] values)
    {
        if (!Dense)
        {
            return new NumberEncoder(input);
        }

        NumberSummary known = NumberSummary.Of(values);
        double[] filled = Array.ConvertAll(values, value => double.IsNaN(value) ? known.Median : value);
        NumberSummary summary = NumberSummary.Of(filled);
        return new ScaledNumberEncoder(input, known.Median, summary.Mean, ScaleOf(summary), source.Nullable);
    }

    private FlagEncoder FitFlag(int input, FeatureSignature source)
    {
        int trueCode = TruthWords.TrueCode(source.Categories, source.KnownReading);
        int mode = (int)source.TypicalValue == trueCode ? 1 : 0;
        return new FlagEncoder(input, trueCode, Dense ? mode : null, Dense && source.Nullable);
    }

    private DateEncoder FitDate(int input, FeatureSignature source, double[] values)
    {
        var parts = new List<ScaledDatePart>();
        foreach (DatePart part in Dense ? DateParts.Cyclic : DateParts.Plain)
        {
            NumberSummary summary = NumberSummary.Of(Array.ConvertAll(values, seconds => DateParts.Of(part, seconds)));
            if (summary.Max > summary.Min)
            {
                parts.Add(Dense ? new ScaledDatePart(part, summary.Mean, ScaleOf(summary)) : new ScaledDatePart(part, 0, 1));
            }
        }

        // A single date beside missing ones: only whether it is there can tell anything.
        return new DateEncoder(input, parts, Dense, source.Nullable && (Dense || parts.Count == 0));
    }

    private CodeEncoder FitCodes(int input, FeatureSignature source, double[] values)
    {
        int[] ranks = RankByFrequency(values, source.Categories.Count, out _);
        int own = Math.Min(source.Categories.Count, options.MaxCodes);
        int[] codes = Slots(ranks, own);
        return new CodeEncoder(input, codes, own + (own < codes.Length ? 1 : 0));
    }

    private OneHotEncoder FitOneHot(int input, FeatureSignature source, double[] values)
    {
        int[] ranks = RankByFrequency(values, source.Categories.Count, out int[] counts);

        // A rare bucket of a single word would only be that word under another name.
        int frequent = counts.Count(count => count >= options.MinOneHotRows);
        frequent = counts.Length - frequent == 1 ? counts.Length : frequent;
        frequent = Math.Min(frequent, options.MaxOneHot);
        return new OneHotEncoder(input, Slots(ranks, frequent), frequent, frequent < counts.Length, source.Nullable);
    }

    // Of equally frequent words the one that is first in ordinal order ranks first.
    private static int[] RankByFrequency(double[] values, int categories, out int[] counts)
    {
        int[] byCode = new int[categories];
        foreach (double value in values)
        {
            if (value >= 0)
            {
                byCode[(int)value]++;
            }
        }

        counts = byCode;
        int[] order = [.. Enumerable.Range(0, categories).OrderByDescending(code => byCode[code]).ThenBy(code => code)];
        int[] ranks = new int[categories];
        for (int rank = 0; rank < order.Length; rank++)
        {
            ranks[order[rank]] = rank;
        }

        return ranks;
    }

    // The words that rank before a limit get slots in ordinal order; the others share the slot after them.
    private static int[] Slots(int[] ranks, int own)
    {
        int[] slots = new int[ranks.Length];
        int next = 0;
        for (int code = 0; code < ranks.Length; code++)
        {
            slots[code] = ranks[code] < own ? next++ : own;
        }

        return slots;
    }

    private static double ScaleOf(NumberSummary summary) => summary.Deviation > 0 ? summary.Deviation : 1;
}
