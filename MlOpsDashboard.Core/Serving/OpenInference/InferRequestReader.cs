using System.Text.Json;
using MlOpsDashboard.Core.Serving.Scoring;

namespace MlOpsDashboard.Core.Serving.OpenInference;

/// <summary>Reads the body of an inference request, in any order of its members, without the values of the tensors.</summary>
/// <remarks>
/// Source: Open Inference Protocol, specification/protocol/inference_rest.md. Parameters are skipped, as the protocol allows,
/// but for those that change how the values are to be read: ignoring these would give wrong answers.
/// </remarks>
internal static class InferRequestReader
{
    /// <summary>Reads a body.</summary>
    /// <param name="body">The whole body, UTF-8.</param>
    /// <param name="maxRows">The most rows.</param>
    /// <exception cref="InvalidException">It is not JSON, or of the wrong shape; the message names the place.</exception>
    public static InferRequest Read(ReadOnlySpan<byte> body, int maxRows)
    {
        try
        {
            return ReadObject(body, maxRows);
        }
        catch (JsonException exception)
        {
            throw EnvelopeReader.NotJson(exception);
        }
    }

    /// <summary>A mistake at a place of the request. The protocol's errors are one string, so the place stands in it.</summary>
    /// <param name="place">Such as <c>inputs[0].shape</c>.</param>
    /// <param name="message">The end of a sentence that begins with the place.</param>
    public static InvalidException Mistake(string place, string message) => new(place, $"{place} {message}");

    private static InferRequest ReadObject(ReadOnlySpan<byte> body, int maxRows)
    {
        var reader = new Utf8JsonReader(body, EnvelopeReader.JsonOptions);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new InvalidException("body", "The body must be a JSON object with inputs.");
        }

        string? id = null;
        List<InferInput>? inputs = null;
        List<string>? outputs = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("inputs"u8))
            {
                inputs = inputs is null ? ReadInputs(ref reader, maxRows) : throw Mistake("inputs", "comes twice.");
            }
            else if (reader.ValueTextEquals("outputs"u8))
            {
                outputs = ReadOutputs(ref reader);
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                id = EnvelopeReader.Text(ref reader, "id");
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        // One more read finds anything that follows the object.
        reader.Read();
        return new InferRequest(id, Checked(inputs), outputs);
    }

    private static List<InferInput> Checked(List<InferInput>? inputs)
    {
        if (inputs is null or [])
        {
            throw Mistake("inputs", "must hold a tensor for each feature.");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (InferInput input in inputs)
        {
            if (!names.Add(input.Name))
            {
                throw Mistake("inputs", $"holds {input.Name} twice.");
            }

            if (input.Rows != inputs[0].Rows)
            {
                throw Mistake("inputs", $"must all have the same number of rows: {inputs[0].Name} has {inputs[0].Rows}, {input.Name} has {input.Rows}.");
            }
        }

        return inputs;
    }

    private static List<InferInput> ReadInputs(ref Utf8JsonReader reader, int maxRows)
    {
        StartList(ref reader, "inputs");
        var inputs = new List<InferInput>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            inputs.Add(ReadInput(ref reader, $"inputs[{inputs.Count}]", maxRows));
        }

        return inputs;
    }

    private static InferInput ReadInput(ref Utf8JsonReader reader, string place, int maxRows)
    {
        CheckObject(in reader, place);
        string? name = null;
        string? datatype = null;
        (int Rows, bool IsMatrix)? shape = null;
        (int Start, int Length)? data = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("name"u8))
            {
                name = EnvelopeReader.Text(ref reader, place + ".name");
            }
            else if (reader.ValueTextEquals("datatype"u8))
            {
                datatype = EnvelopeReader.Text(ref reader, place + ".datatype");
            }
            else if (reader.ValueTextEquals("shape"u8))
            {
                shape = ReadShape(ref reader, place + ".shape", maxRows);
            }
            else if (reader.ValueTextEquals("data"u8))
            {
                data = ReadData(ref reader, place + ".data");
            }
            else if (reader.ValueTextEquals("parameters"u8))
            {
                CheckParameters(ref reader, place + ".parameters");
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        TensorDatatype type = TensorDatatype.Find(datatype ?? throw Mistake(place + ".datatype", "is missing."))
            ?? throw Mistake(place + ".datatype", $"must be one of {TensorDatatype.Names}.");
        (int rows, bool isMatrix) = shape ?? throw Mistake(place + ".shape", "is missing.");
        (int start, int length) = data ?? throw Mistake(place + ".data", "is missing.");
        return new InferInput(name ?? throw Mistake(place + ".name", "is missing."), type, rows, isMatrix, start, length);
    }

    private static (int Rows, bool IsMatrix) ReadShape(ref Utf8JsonReader reader, string place, int maxRows)
    {
        StartList(ref reader, place);
        Span<long> sizes = [0, 1];
        int rank = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long size) || size < 0)
            {
                throw Mistake(place, "must hold whole numbers from 0 on.");
            }

            if (rank < sizes.Length)
            {
                sizes[rank] = size;
            }

            rank++;
        }

        if (rank is not (1 or 2) || sizes[1] != 1)
        {
            throw Mistake(place, "must be [n] or [n,1]: each input is one feature's column of n rows.");
        }

        return sizes[0] <= maxRows
            ? ((int)sizes[0], rank == 2)
            : throw Mistake(place, $"has more than the {maxRows} rows that one request may have.");
    }

    private static (int Start, int Length) ReadData(ref Utf8JsonReader reader, string place)
    {
        StartList(ref reader, place);
        int start = checked((int)reader.TokenStartIndex);
        reader.Skip();
        return (start, checked((int)reader.BytesConsumed) - start);
    }

    private static void CheckParameters(ref Utf8JsonReader reader, string place)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        CheckObject(in reader, place);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool encoding = reader.ValueTextEquals("content_type"u8);
            if (reader.ValueTextEquals("binary_data_size"u8))
            {
                throw Mistake(place, "has binary_data_size, but values are taken as JSON only: send them in data.");
            }

            reader.Read();
            if (encoding && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("base64"u8))
            {
                throw Mistake(place, "has content_type base64, but strings are taken as they are: send the text itself.");
            }

            reader.Skip();
        }
    }

    private static List<string> ReadOutputs(ref Utf8JsonReader reader)
    {
        StartList(ref reader, "outputs");
        var names = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            string place = $"outputs[{names.Count}]";
            CheckObject(in reader, place);
            string? name = null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("name"u8))
                {
                    name = EnvelopeReader.Text(ref reader, place + ".name");
                    continue;
                }

                reader.Read();
                reader.Skip();
            }

            names.Add(name ?? throw Mistake(place + ".name", "is missing."));
        }

        return names;
    }

    private static void StartList(ref Utf8JsonReader reader, string place)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw Mistake(place, "must be an array.");
        }
    }

    private static void CheckObject(in Utf8JsonReader reader, string place)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Mistake(place, "must be an object.");
        }
    }
}
