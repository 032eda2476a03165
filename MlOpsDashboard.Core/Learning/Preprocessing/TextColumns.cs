using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Values;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Preprocessing;

/// <summary>The hashed texts of a pipeline: their slots are its last features. Immutable.</summary>
internal sealed class TextColumns
{
    private readonly IReadOnlyList<FeatureSignature> _inputs;
    private readonly int[] _texts;

    /// <summary>Finds the texts.</summary>
    /// <param name="inputs">The source columns.</param>
    public TextColumns(IReadOnlyList<FeatureSignature> inputs)
    {
        _inputs = inputs;
        _texts = [.. Enumerable.Range(0, inputs.Count).Where(input => inputs[input].Text is not null)];
    }

    /// <summary>The signature of a column of words that is to be read as a text.</summary>
    /// <param name="words">What the training rows show of the column.</param>
    /// <param name="parameters">Slots and n-grams.</param>
    public static FeatureSignature Describe(FeatureSignature words, Hyperparameters parameters) => words with
    {
        Type = ColumnType.Text,
        Categories = [],
        TypicalWord = null,
        Text = new TextHashing(parameters.Int("slots", 256), parameters.Int("ngrams", 2)),
    };

    /// <summary>What the features are.</summary>
    public IEnumerable<FeatureInfo> Describe() => _texts.SelectMany(input => Enumerable.Range(0, _inputs[input].Text!.Slots)
        .Select(slot => new FeatureInfo(FormattableString.Invariant($"{_inputs[input].Name} (words {slot})"), _inputs[input].Name)));

    /// <summary>Encodes a row.</summary>
    /// <param name="row">In the form of <see cref="FeatureRow.Values"/>.</param>
    /// <param name="destination">Takes the features.</param>
    public void EncodeRow(ReadOnlySpan<double> row, Span<float> destination)
    {
        ReadOnlySpan<double> slots = row[_inputs.Count..];
        for (int i = 0; i < slots.Length; i++)
        {
            destination[i] = (float)slots[i];
        }
    }

    /// <summary>Encodes rows that are read already.</summary>
    /// <param name="inputs">For each value of a row those of the rows.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="columns">Takes an array a feature.</param>
    public void EncodeColumns(double[][] inputs, int rows, Span<float[]> columns)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = Array.ConvertAll(inputs[_inputs.Count + i][..rows], slot => (float)slot);
        }
    }

    /// <summary>Encodes rows of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="rows">The rows; null means all.</param>
    /// <param name="count">How many they are.</param>
    /// <param name="columns">Takes an array a feature.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public void EncodeTable(DataTable table, int[]? rows, int count, Span<float[]> columns, CancellationToken cancellationToken)
    {
        foreach (ref float[] column in columns)
        {
            column = new float[count];
        }

        int next = 0;
        foreach (int input in _texts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double[] slots = new double[_inputs[input].Text!.Slots];
            for (int i = 0; i < count; i++)
            {
                Hash(table, input, rows is null ? i : rows[i], slots);
                for (int slot = 0; slot < slots.Length; slot++)
                {
                    columns[next + slot][i] = (float)slots[slot];
                }
            }

            next += slots.Length;
        }
    }

    /// <summary>Fills the slots of rows.</summary>
    /// <param name="table">The table.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="values">For each of them the values of a <see cref="FeatureRow"/>.</param>
    public void FillRows(DataTable table, int[] rows, double[][] values)
    {
        foreach (int input in _texts)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                Hash(table, input, rows[i], RowShape.SlotsOf(_inputs, input, values[i]));
            }
        }
    }

    // A text that happens to be a number in every row of a table is read as its plain text.
    private void Hash(DataTable table, int input, int row, Span<double> slots) => _inputs[input].Text!.Hash(
        table.Find(_inputs[input].Name) switch
        {
            CodedColumn words => words.WordAt(row),
            NumericColumn numbers when !numbers.IsMissing(row) => SourceColumns.PlainText(numbers.ValueAt(row)),
            _ => null,
        },
        slots);
}
