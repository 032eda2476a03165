using System.Buffers;
using System.Text;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Values;
using MlOpsDashboard.Core.Serving.Served;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Serving.Batch;

/// <summary>Answers the rows of chunks by the model's vectorised batch prediction. Safe for concurrent calls with different chunks.</summary>
/// <param name="model">The version that answers.</param>
/// <param name="columns">What the table holds.</param>
internal sealed class BatchScorer(ServedModel model, CsvColumns columns)
{
    private const int RowsBetweenLooks = 128;

    private static readonly UTF8Encoding s_utf8 = new(false);

    /// <summary>Fields of each row.</summary>
    public int Columns => columns.Header.Length;

    /// <summary>The first line of the result.</summary>
    public byte[] Header()
    {
        var output = new MemoryStream();
        using (var text = new StreamWriter(output, s_utf8, leaveOpen: true))
        {
            using var writer = new CsvWriter(text, columns.Format.Separator);
            writer.Row(columns.Header.Concat(CsvAnswer.Columns(model, columns.Header)));
        }

        return output.ToArray();
    }

    /// <summary>Answers the rows of a chunk into its <see cref="BatchChunk.Output"/>.</summary>
    /// <param name="chunk">The rows.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>What is wrong with the first row at fault; null when none is.</returns>
    public CsvException? Score(BatchChunk chunk, CancellationToken cancellationToken)
    {
        double[][] inputs = new double[model.Reader.RowWidth][];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = new double[chunk.Rows];
            inputs[i].AsSpan().Fill(i < model.Reader.Width ? double.NaN : 0);
        }

        char[] characters = ArrayPool<char>.Shared.Rent(256);
        try
        {
            if (Read(chunk, inputs, ref characters, cancellationToken) is { } fault)
            {
                return fault;
            }

            FeatureMatrix features = model.Model.Pipeline.TransformRows(inputs, chunk.Rows);
            float[] outputs = new float[chunk.Rows * model.OutputCount];
            model.Model.Model.PredictBatch(features, outputs, 1, cancellationToken);
            Write(chunk, outputs, ref characters, cancellationToken);
            return null;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(characters);
        }
    }

    private CsvException? Read(BatchChunk chunk, double[][] inputs, ref char[] characters, CancellationToken cancellationToken)
    {
        double[] scratch = new double[model.Reader.RowWidth];
        for (int row = 0; row < chunk.Rows; row++)
        {
            Look(row, cancellationToken);
            string? errors = null;
            for (int column = 0; column < columns.Features.Length; column++)
            {
                int feature = columns.Features[column];
                if (feature < 0)
                {
                    continue;
                }

                ReadOnlySpan<byte> field = chunk.Field(row, column);
                if (model.Reader.Codecs[feature].TryEncodeCell(field, out inputs[feature][row], columns.Reading(column)))
                {
                    continue;
                }

                FeatureValue value = FeatureValue.Of(Text(field, ref characters));
                Span<double> slots = model.Reader.SlotsOf(feature, scratch);
                if (model.Reader.Codecs[feature].TryEncode(value, slots, out inputs[feature][row], columns.Reading(column)) is { } error)
                {
                    errors = errors is null ? error : $"{errors} {error}";
                }

                int start = slots.IsEmpty ? 0 : RowShape.StartOf(model.Signature.Features, feature);
                for (int i = 0; i < slots.Length; i++)
                {
                    inputs[start + i][row] = slots[i];
                }
            }

            if (errors is not null)
            {
                return new CsvException(chunk.Line(row), errors);
            }
        }

        return null;
    }

    private void Write(BatchChunk chunk, float[] outputs, ref char[] characters, CancellationToken cancellationToken)
    {
        using var text = new StreamWriter(chunk.Output, s_utf8, 1 << 14, leaveOpen: true);
        using var writer = new CsvWriter(text, columns.Format.Separator);
        for (int row = 0; row < chunk.Rows; row++)
        {
            Look(row, cancellationToken);
            for (int column = 0; column < columns.Header.Length; column++)
            {
                writer.Field(Text(chunk.Field(row, column), ref characters));
            }

            CsvAnswer.Write(writer, model, outputs.AsSpan(row * model.OutputCount, model.OutputCount));
            writer.EndRow();
        }
    }

    // A chunk of a wide table takes a while by itself, and several wait for their turn.
    private static void Look(int row, CancellationToken cancellationToken)
    {
        if (row % RowsBetweenLooks == 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static ReadOnlySpan<char> Text(ReadOnlySpan<byte> field, ref char[] characters)
    {
        if (field.Length > characters.Length)
        {
            ArrayPool<char>.Shared.Return(characters);
            characters = ArrayPool<char>.Shared.Rent(field.Length);
        }

        return characters.AsSpan(0, s_utf8.GetChars(field, characters));
    }
}
