using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Values;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Preprocessing;

/// <summary>Describes a column of training rows.</summary>
internal static class SignatureFitter
{
    /// <summary>What the rows show of the column.</summary>
    /// <param name="column">Training rows only.</param>
    public static FeatureSignature Fit(Column column) => column switch
    {
        CodedColumn coded => FitWords(coded),
        NumericColumn numeric => FitNumeric(numeric, NumberShift.Of(numeric)),
        DateTimeColumn dates => FitNumbers(column, dates.Seconds.ToArray()),
        _ => throw new ArgumentOutOfRangeException(nameof(column)),
    };

    /// <summary>How many rows have each word of the dictionary.</summary>
    /// <param name="column">A column of words.</param>
    public static int[] Count(CodedColumn column)
    {
        int[] counts = new int[column.Dictionary.Count];
        foreach (int code in column.Codes)
        {
            if (code != CodedColumn.Missing)
            {
                counts[code]++;
            }
        }

        return counts;
    }

    private static FeatureSignature FitWords(CodedColumn column)
    {
        int[] counts = Count(column);
        string[] seen = [.. column.Dictionary.Where((_, code) => counts[code] > 0).Order(StringComparer.Ordinal)];
        string? typical = null;
        int most = 0;
        for (int code = 0; code < counts.Length; code++)
        {
            string word = column.Dictionary[code];
            if (counts[code] > most || (counts[code] == most && most > 0 && string.CompareOrdinal(word, typical) < 0))
            {
                (typical, most) = (word, counts[code]);
            }
        }

        int missing = column.Length - counts.Sum();
        return new FeatureSignature
        {
            Name = column.Name,
            Type = column.Type,
            Reading = column.Reading,
            Nullable = missing > 0,
            Categories = seen,
            TypicalWord = typical,
            MissingShare = column.Length == 0 ? 0 : (double)missing / column.Length,
        };
    }

    private static FeatureSignature FitNumeric(NumericColumn column, double? offset) =>
        FitNumbers(column, SourceColumns.FromNumbers(column, offset is not null)) with { Offset = offset };

    private static FeatureSignature FitNumbers(Column column, double[] values)
    {
        NumberSummary summary = NumberSummary.Of(values);
        bool any = summary.Present > 0;
        return new FeatureSignature
        {
            Name = column.Name,
            Type = column.Type,
            Reading = column.Reading,
            Nullable = summary.Missing > 0,
            Min = any ? summary.Min : null,
            Max = any ? summary.Max : null,
            Mean = any ? summary.Mean : null,
            TypicalNumber = any ? summary.Median : null,
            WholeNumbers = any && Array.TrueForAll(values, value => double.IsNaN(value) || value == Math.Floor(value)),
            MissingShare = values.Length == 0 ? 0 : (double)summary.Missing / values.Length,
        };
    }
}
