using System.Globalization;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Values;

/// <summary>Reads columns of a table in the form of <see cref="FeatureRow.Values"/>, whatever type the table gave them.</summary>
internal static class SourceColumns
{
    /// <summary>The values of a feature.</summary>
    /// <param name="feature">What the model expects.</param>
    /// <param name="column">The table's column of that name.</param>
    /// <exception cref="InvalidException">A word is where a number or a date is expected.</exception>
    public static double[] Read(FeatureSignature feature, Column column) => (feature.IsCoded, column) switch
    {
        _ when feature.Text is not null => Presence(column),
        (false, NumericColumn numbers) when feature.Type == ColumnType.Numeric => FromNumbers(numbers, feature.Offset is not null),
        (false, DateTimeColumn dates) when feature.Type == ColumnType.DateTime => dates.Seconds.ToArray(),
        (true, CodedColumn words) => FromWords(feature, words),
        (true, NumericColumn numbers) => CodesFromNumbers(feature, numbers),
        (false, CodedColumn words) => FromWords(feature, words),
        _ => throw new InvalidException(feature.Name, $"Column '{feature.Name}' must be {FeatureText.Expected(feature)}."),
    };

    /// <summary>The values of a feature in rows of a table.</summary>
    /// <param name="feature">What the model expects.</param>
    /// <param name="table">The table.</param>
    /// <param name="rows">The rows; null means all.</param>
    /// <param name="count">How many they are.</param>
    /// <exception cref="InvalidException">The column is needed and absent, or cannot be read as the type that it had.</exception>
    public static double[] Read(FeatureSignature feature, DataTable table, int[]? rows, int count)
    {
        Column? column = table.Find(feature.Name);
        if (column is null)
        {
            double[] absent = new double[count];
            Array.Fill(absent, double.NaN);
            return feature.Nullable ? absent : throw new InvalidException(feature.Name, $"Column '{feature.Name}' is needed.");
        }

        return Read(feature, rows is null ? column : column.Take(rows));
    }

    /// <summary>The plain text of a number, as a category may be written: 1 for 1.0, and 10000000 for 1E+07.</summary>
    /// <param name="number">A number.</param>
    public static string PlainText(double number) => WithoutPower(number.ToString(CultureInfo.InvariantCulture), number);

    /// <summary>The plain text of a feature's number: 8.3252, where the model has rounded it to the float 8.325200080871582.</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="number">In the form of <see cref="FeatureRow.Values"/>.</param>
    public static string PlainText(FeatureSignature feature, double number) => feature.Offset is null
        ? WithoutPower(((float)number).ToString(CultureInfo.InvariantCulture), number)
        : PlainText(number);

    /// <summary>The numbers of a column; NaN is missing, and so is an infinity.</summary>
    /// <param name="column">The column.</param>
    /// <param name="exactly">Whether floats do not tell them apart; else they are rounded to floats.</param>
    public static double[] FromNumbers(NumericColumn column, bool exactly)
    {
        if (exactly)
        {
            return Array.ConvertAll(column.ToDoubles(), value => double.IsFinite(value) ? value : double.NaN);
        }

        ReadOnlySpan<float> from = column.Values;
        double[] values = new double[from.Length];
        for (int row = 0; row < values.Length; row++)
        {
            // An infinity is no measurement, and would swallow every mean.
            values[row] = float.IsFinite(from[row]) ? from[row] : double.NaN;
        }

        return values;
    }

    // A text is no number: what its words are stands in slots of their own.
    private static double[] Presence(Column column)
    {
        double[] values = new double[column.Length];
        for (int row = 0; row < values.Length; row++)
        {
            values[row] = column.IsMissing(row) ? double.NaN : 0;
        }

        return values;
    }

    private static double[] FromWords(FeatureSignature feature, CodedColumn column)
    {
        var codec = new FeatureCodec(feature with { Nullable = true });
        double[] byCode = new double[column.Dictionary.Count];
        for (int code = 0; code < byCode.Length; code++)
        {
            // What is missing was decided when the table was read.
            string word = column.Dictionary[code];
            byCode[code] = feature.IsCoded && feature.CodeOf(word) is >= 0 and double known ? known
                : codec.TryEncode(FeatureValue.Of(word.AsSpan()), out double encoded, column.Reading) is null ? encoded
                : feature.IsCoded ? FeatureRow.Unseen
                : throw FeatureText.Invalid(feature, word);
        }

        ReadOnlySpan<int> codes = column.Codes;
        double[] values = new double[codes.Length];
        for (int row = 0; row < values.Length; row++)
        {
            values[row] = codes[row] == CodedColumn.Missing ? double.NaN : byCode[codes[row]];
        }

        return values;
    }

    private static double[] CodesFromNumbers(FeatureSignature feature, NumericColumn column)
    {
        var codec = new FeatureCodec(feature with { Nullable = true });
        var byNumber = new Dictionary<double, double>();
        double[] values = new double[column.Length];
        for (int row = 0; row < values.Length; row++)
        {
            double number = column.ValueAt(row);
            if (double.IsNaN(number))
            {
                values[row] = double.NaN;
            }
            else if (!byNumber.TryGetValue(number, out values[row]))
            {
                values[row] = codec.TryEncode(FeatureValue.Of(double.Parse(PlainText(number), CultureInfo.InvariantCulture)), out double encoded) is null
                    ? encoded
                    : FeatureRow.Unseen;
                byNumber.Add(number, values[row]);
            }
        }

        return values;
    }

    // People write numbers of up to 17 digits without a power of ten; decimals hold them all.
    private static string WithoutPower(string text, double number) =>
        text.Contains('E', StringComparison.Ordinal) && Math.Abs(number) is >= 1e-10 and < 1e17
            ? decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)
            : text;
}
