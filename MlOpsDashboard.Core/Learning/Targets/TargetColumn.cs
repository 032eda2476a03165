using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Values;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Targets;

/// <summary>The answers of a table's rows, in the form that learners read.</summary>
/// <param name="Task">What is predicted.</param>
/// <param name="Classes">The classes by index; empty for regression. For binary the second one is positive.</param>
/// <param name="Values">A class index or a number a row; NaN where the answer is missing.</param>
public sealed record TargetColumn(TaskKind Task, IReadOnlyList<string> Classes, float[] Values)
{
    /// <summary>How the answers were read; null is the usual reading.</summary>
    public ColumnReading? Reading { get; init; }

    /// <summary>Whether the two classes stand the other way round than by order, because the first was named as the positive one.</summary>
    public bool IsTurned { get; init; }

    /// <summary>Reads a column.</summary>
    /// <param name="column">The column to predict.</param>
    /// <param name="task">The task, or null to infer it.</param>
    /// <exception cref="InvalidException">The column cannot be predicted so; field <c>target</c> or <c>task</c>.</exception>
    public static TargetColumn Read(Column column, TaskKind? task)
    {
        ArgumentNullException.ThrowIfNull(column);
        if (column is DateTimeColumn)
        {
            throw new InvalidException("target", $"'{column.Name}' holds dates, which cannot be predicted.");
        }

        Check(column);
        TaskKind wanted = task ?? TargetInference.TaskOf(column) ?? TaskKind.Binary;
        return (wanted == TaskKind.Regression ? Numbers(column, fromZero: false) : ClassesOf(column, wanted)) with { Reading = column.Reading };
    }

    /// <summary>What the numbers of <see cref="Values"/> are counted from: 0 unless floats would take some for one.</summary>
    public double Offset { get; init; }

    /// <summary>The same with numbers that are counted from 0, as a loss that is about counts wants them.</summary>
    /// <param name="column">The column that was read.</param>
    /// <exception cref="InvalidException">Floats take all of its numbers for one then; field <c>target</c>.</exception>
    public TargetColumn FromZero(Column column) => Offset == 0 ? this : Numbers(column, fromZero: true) with { Reading = Reading };

    private static void Check(Column column)
    {
        int present = 0;
        for (int row = 0; row < column.Length; row++)
        {
            present += column.IsMissing(row) ? 0 : 1;
        }

        if (present == 0)
        {
            throw new InvalidException("target", $"'{column.Name}' has no value in any row.");
        }
    }

    private static TargetColumn Numbers(Column column, bool fromZero)
    {
        if (column is not NumericColumn numbers)
        {
            throw new InvalidException("task", $"'{column.Name}' holds words, so it cannot be predicted as a number.");
        }

        double offset = fromZero ? 0 : NumberShift.Of(numbers) ?? 0;
        float[] values = offset == 0
            ? Array.ConvertAll(numbers.Values.ToArray(), value => float.IsFinite(value) ? value : float.NaN)
            : Array.ConvertAll(numbers.ToDoubles(), value => double.IsFinite(value) ? (float)(value - offset) : float.NaN);
        float[] known = [.. values.Where(value => !float.IsNaN(value))];
        return Array.TrueForAll(known, value => value == known[0])
            ? throw new InvalidException("target", $"'{column.Name}' has the same value in every row, or values too close together for 32-bit floats: there is nothing to learn.")
            : new TargetColumn(TaskKind.Regression, [], values) { Offset = offset };
    }

    private static TargetColumn ClassesOf(Column column, TaskKind task)
    {
        string?[] words = WordsOf(column);
        string[] classes = [.. words.OfType<string>().Distinct(StringComparer.Ordinal)];
        Array.Sort(classes, column is NumericColumn ? ByNumber : StringComparer.Ordinal.Compare);
        if (classes.Length < 2)
        {
            throw new InvalidException("target", $"'{column.Name}' has only one class, '{classes.FirstOrDefault()}': there is nothing to learn.");
        }

        if (classes.Length > TargetInference.MaxClasses)
        {
            throw new InvalidException("target", $"'{column.Name}' has {classes.Length} classes; {TargetInference.MaxClasses} are the most.");
        }

        if (task == TaskKind.Binary != (classes.Length == 2))
        {
            throw new InvalidException("task", $"'{column.Name}' has {classes.Length} classes, so it is {(classes.Length == 2 ? "binary" : "multiclass")}.");
        }

        if (classes.Length == 2 && TruthWords.Parse(classes[0]) == true && TruthWords.Parse(classes[1]) == false)
        {
            Array.Reverse(classes);
        }

        var positions = classes.Select((word, index) => (word, index)).ToDictionary(pair => pair.word, pair => pair.index, StringComparer.Ordinal);
        return new TargetColumn(task, classes, Array.ConvertAll(words, word => word is null ? float.NaN : positions[word]));
    }

    private static string?[] WordsOf(Column column)
    {
        string?[] words = new string?[column.Length];
        if (column is CodedColumn coded)
        {
            for (int row = 0; row < words.Length; row++)
            {
                words[row] = coded.WordAt(row);
            }

            return words;
        }

        var numbers = (NumericColumn)column;
        var known = new Dictionary<double, string>();
        for (int row = 0; row < words.Length; row++)
        {
            double number = numbers.ValueAt(row);
            if (double.IsFinite(number) && !known.TryGetValue(number, out words[row]))
            {
                known.Add(number, words[row] = SourceColumns.PlainText(number));
            }
        }

        return words;
    }

    private static int ByNumber(string a, string b) =>
        double.Parse(a, System.Globalization.CultureInfo.InvariantCulture).CompareTo(double.Parse(b, System.Globalization.CultureInfo.InvariantCulture));
}
