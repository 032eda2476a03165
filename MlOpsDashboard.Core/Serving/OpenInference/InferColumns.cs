using System.Buffers;
using System.Text.Json;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Serving.Inputs;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Serving.Served;

namespace MlOpsDashboard.Core.Serving.OpenInference;

/// <summary>
/// The values of a request by column: encoded for the model, and where each stands in the body, for the log. Holds columns only
/// for what was sent, so that a small body cannot claim much memory.
/// </summary>
internal sealed class InferColumns
{
    private readonly ServedModel _model;
    private readonly double[]?[] _values;
    private readonly (int Start, int Length)[]?[] _tokens;

    private InferColumns(ServedModel model)
    {
        _model = model;
        _values = new double[model.Reader.Width][];
        _tokens = new (int, int)[model.Reader.Width][];
    }

    /// <summary>Reads and checks all columns.</summary>
    /// <param name="model">The version that answers.</param>
    /// <param name="request">The request.</param>
    /// <param name="body">The body that it was read from.</param>
    /// <exception cref="InvalidException">Columns are missing or unknown, or values are wrong; the first one of each column is named.</exception>
    public static InferColumns Read(ServedModel model, InferRequest request, ReadOnlySpan<byte> body)
    {
        var columns = new InferColumns(model);
        var errors = new FieldErrors();
        for (int i = 0; i < request.Inputs.Count && !errors.Full; i++)
        {
            InferInput input = request.Inputs[i];
            int feature = model.Reader.IndexOf(input.Name);
            if (feature >= 0)
            {
                columns.ReadColumn(input, i, feature, body, errors);
            }
            else if (!model.Signature.Ignores(input.Name))
            {
                errors.Add($"inputs[{i}]", $"{input.Name} is not a feature of {model.Name}:{model.Version}.");
            }
        }

        for (int feature = 0; feature < columns._values.Length; feature++)
        {
            if (columns._values[feature] is null && model.Reader.Codecs[feature].MissingError is { } error)
            {
                errors.Add($"inputs.{model.Reader.Codecs[feature].Name}", error);
            }
        }

        return errors.IsEmpty ? columns : throw errors.ToException();
    }

    /// <summary>Takes out one row.</summary>
    /// <param name="row">Its position.</param>
    /// <param name="body">The body that was read.</param>
    /// <param name="values">Takes the values of a row.</param>
    /// <returns>The number of words that training has not seen.</returns>
    public int CopyRow(int row, ReadOnlySpan<byte> body, Span<double> values)
    {
        int unseen = 0;
        for (int feature = 0; feature < _values.Length; feature++)
        {
            values[feature] = _values[feature] is { } column ? column[row] : double.NaN;
            if (_model.Signature.Features[feature].Text is not null)
            {
                HashText(feature, row, body, _model.Reader.SlotsOf(feature, values));
            }

            if (values[feature] == FeatureRow.Unseen && _model.Signature.Features[feature].IsCoded)
            {
                unseen++;
            }
        }

        return unseen;
    }

    /// <summary>Writes one row as the JSON object that the log keeps, its values as the client sent them.</summary>
    /// <param name="row">Its position.</param>
    /// <param name="body">The body that was read.</param>
    /// <param name="output">Takes the object.</param>
    public void WriteRow(int row, ReadOnlySpan<byte> body, IBufferWriter<byte> output)
    {
        Utf8JsonWriter writer = AnswerWriter.For(output);
        writer.WriteStartObject();
        for (int feature = 0; feature < _tokens.Length; feature++)
        {
            if (_tokens[feature] is { } column)
            {
                writer.WritePropertyName(_model.Reader.Codecs[feature].Name);
                writer.WriteRawValue(body.Slice(column[row].Start, column[row].Length), skipInputValidation: true);
            }
        }

        writer.WriteEndObject();
        writer.Flush();
        AnswerWriter.Done();
    }

    private void ReadColumn(InferInput input, int position, int feature, ReadOnlySpan<byte> body, FieldErrors errors)
    {
        double[] values = _values[feature] = new double[input.Rows];
        (int Start, int Length)[] tokens = _tokens[feature] = new (int, int)[input.Rows];
        var reader = new Utf8JsonReader(body.Slice(input.DataStart, input.DataLength), EnvelopeReader.JsonOptions);
        reader.Read();
        bool nested = false;
        int row = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            bool inner = reader.TokenType == JsonTokenType.StartArray;
            nested |= row == 0 && inner;
            string? error = inner != nested || (inner && !input.IsMatrix) ? Misshapen(input, position) : null;
            if (inner)
            {
                reader.Read();
            }

            if (error is null && row < input.Rows)
            {
                tokens[row] = (input.DataStart + (int)reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex));
                error = Encode(in reader, input, feature, out values[row]);
            }

            reader.Skip();
            if (inner && (!reader.Read() || reader.TokenType != JsonTokenType.EndArray))
            {
                throw InferRequestReader.Mistake($"inputs[{position}].data", $"must have the shape [{input.Rows},1]: one value in each inner array.");
            }

            if (error is not null)
            {
                errors.Add($"inputs[{position}]", $"inputs[{position}].data[{row}]: {error}");
                return;
            }

            row++;
        }

        if (row != input.Rows)
        {
            throw InferRequestReader.Mistake($"inputs[{position}].data", $"({input.Name}) has {row} values, but the shape says {input.Rows}.");
        }
    }

    // Read once more: the slots of all rows together would take far more memory than the body.
    private void HashText(int feature, int row, ReadOnlySpan<byte> body, Span<double> slots)
    {
        slots.Clear();
        if (_tokens[feature] is { } tokens)
        {
            var reader = new Utf8JsonReader(body.Slice(tokens[row].Start, tokens[row].Length), EnvelopeReader.JsonOptions);
            reader.Read();
            _model.Reader.TryEncode(in reader, feature, slots, out _);
        }
    }

    private string? Encode(in Utf8JsonReader reader, InferInput input, int feature, out double value)
    {
        if (!input.Datatype.Takes(in reader))
        {
            value = double.NaN;
            return $"{input.Name} was announced as {input.Datatype.Name}, and this value is none.";
        }

        Span<double> slots = stackalloc double[_model.Signature.Features[feature].Text?.Slots ?? 0];
        return _model.Reader.TryEncode(in reader, feature, slots, out value);
    }

    private static string Misshapen(InferInput input, int position) => input.IsMatrix
        ? $"inputs[{position}] ({input.Name}) must be flat, or nested throughout."
        : $"inputs[{position}] ({input.Name}) has the shape [{input.Rows}], so its values must be flat.";
}
