using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Values;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Drift;

/// <summary>Turns tables and rows into samples in which equal values are equal, wherever they come from.</summary>
internal static class SampleReader
{
    /// <summary>The rows of a table.</summary>
    /// <param name="signature">What the model expects.</param>
    /// <param name="table">A table with all its features.</param>
    /// <exception cref="InvalidException">A column cannot be read as the feature.</exception>
    public static DriftSample Read(ModelSignature signature, DataTable table)
    {
        double[][] features = new double[signature.Features.Count][];
        for (int i = 0; i < features.Length; i++)
        {
            FeatureSignature feature = signature.Features[i];
            features[i] = SourceColumns.Read(feature with { Nullable = true }, table, null, table.RowCount);
            Harmonise(feature, features[i]);
        }

        return new DriftSample(table.RowCount, features, null) { Tokens = [.. signature.Features.Select(feature => Tokens(feature, table))] };
    }

    /// <summary>Counts the slots in which a text has a word.</summary>
    /// <param name="slots">The slots of one text.</param>
    /// <param name="counts">The counts; null for what is no text.</param>
    /// <param name="times">How often the text comes.</param>
    public static void CountTokens(ReadOnlySpan<double> slots, long[]? counts, long times = 1)
    {
        for (int i = 0; i < slots.Length; i++)
        {
            counts![i] += slots[i] > 0 ? times : 0;
        }
    }

    // Each distinct text is hashed once. What happens to be a number in every row is read as its plain text.
    private static long[]? Tokens(FeatureSignature feature, DataTable table)
    {
        if (feature.Text is not { } hashing || table.Find(feature.Name) is not { } column)
        {
            return null;
        }

        double[] slots = new double[hashing.Slots];
        long[] counts = new long[hashing.Slots];
        IEnumerable<string> texts = column switch
        {
            CodedColumn words => words.Codes.ToArray().Where(code => code != CodedColumn.Missing).Select(code => words.Dictionary[code]),
            NumericColumn numbers => Enumerable.Range(0, numbers.Length).Where(row => !numbers.IsMissing(row)).Select(row => SourceColumns.PlainText(numbers.ValueAt(row))),
            _ => [],
        };
        foreach (IGrouping<string, string> text in texts.GroupBy(text => text, StringComparer.Ordinal))
        {
            hashing.Hash(text.Key, slots);
            CountTokens(slots, counts, text.Count());
        }

        return counts;
    }

    /// <summary>Rounds numbers as the model does, so that 0.1 of a file and 0.1 of a request are one value.</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="values">Its values.</param>
    public static void Harmonise(FeatureSignature feature, Span<double> values)
    {
        if (feature.Type != ColumnType.Numeric)
        {
            return;
        }

        foreach (ref double value in values)
        {
            value = !double.IsFinite(value) ? double.NaN : feature.Offset is null ? (float)value : value;
        }
    }
}
