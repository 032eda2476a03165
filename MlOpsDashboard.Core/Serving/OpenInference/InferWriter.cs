using System.Buffers;
using System.Globalization;
using System.Text.Json;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Serving.Served;

namespace MlOpsDashboard.Core.Serving.OpenInference;

/// <summary>Writes the answers of the protocol.</summary>
internal static class InferWriter
{
    /// <summary>The output with the class or the number of each row.</summary>
    public const string Prediction = "prediction";

    /// <summary>The output with the probability of each class for each row.</summary>
    public const string Probabilities = "probabilities";

    /// <summary>The output with the identifier of each prediction, by which the truth is told later.</summary>
    public const string RequestId = "request_id";

    /// <summary>The outputs that a model can give, in the order of an answer.</summary>
    /// <param name="model">The version.</param>
    public static string[] OutputsOf(ServedModel model) => model.Classes.Length == 0
        ? [Prediction, RequestId]
        : [Prediction, Probabilities, RequestId];

    /// <summary>The outputs that a request gets.</summary>
    /// <param name="model">The version that answers.</param>
    /// <param name="wanted">The names that the client gave; null or none for all.</param>
    /// <exception cref="InvalidException">The model has no output of a name.</exception>
    public static IReadOnlyList<string> Choose(ServedModel model, IReadOnlyList<string>? wanted)
    {
        string[] known = OutputsOf(model);
        if (wanted is null or [])
        {
            return known;
        }

        foreach (string name in wanted)
        {
            if (!known.Contains(name, StringComparer.Ordinal))
            {
                throw InferRequestReader.Mistake("outputs", $"cannot hold {name}: {model.Name} gives {string.Join(", ", known)}.");
            }
        }

        return [.. wanted.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Writes an answer.</summary>
    /// <param name="output">Takes the object.</param>
    /// <param name="model">The version that answered.</param>
    /// <param name="id">The request's identifier, or null.</param>
    /// <param name="outputs">From <see cref="Choose"/>.</param>
    /// <param name="rows">The predictions in the order of the rows.</param>
    public static void Write(IBufferWriter<byte> output, ServedModel model, string? id, IReadOnlyList<string> outputs, List<LoggedPrediction> rows)
    {
        using var writer = new Utf8JsonWriter(output, AnswerWriter.Options);
        writer.WriteStartObject();
        writer.WriteString("model_name"u8, model.NameText);
        writer.WriteString("model_version"u8, model.Version.ToString(CultureInfo.InvariantCulture));
        if (id is not null)
        {
            writer.WriteString("id"u8, id);
        }

        writer.WriteStartArray("outputs"u8);
        foreach (string name in outputs)
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, name);
            WriteTensor(writer, model, name, rows);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteTensor(Utf8JsonWriter writer, ServedModel model, string name, List<LoggedPrediction> rows)
    {
        bool probabilities = name == Probabilities;
        bool numbers = probabilities || (name == Prediction && model.Classes.Length == 0);
        writer.WriteString("datatype"u8, numbers ? TensorDatatype.Fp64.Name : TensorDatatype.Bytes.Name);
        writer.WriteStartArray("shape"u8);
        writer.WriteNumberValue(rows.Count);
        if (probabilities)
        {
            writer.WriteNumberValue(model.Classes.Length);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("data"u8);
        foreach (LoggedPrediction row in rows)
        {
            if (numbers)
            {
                WriteNumbers(writer, row.Outputs, row.Offset);
            }
            else
            {
                writer.WriteStringValue(name == RequestId ? row.RequestId : row.Prediction);
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteNumbers(Utf8JsonWriter writer, float[] values, double offset)
    {
        foreach (float value in values)
        {
            NumberAnswer.Write(writer, value, offset);
        }
    }
}
