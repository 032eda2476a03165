using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using MlOpsDashboard.Core.Learning.Explanation;
using MlOpsDashboard.Core.Serving.Explaining;

namespace MlOpsDashboard.Core.Serving.Served;

/// <summary>Writes the answers of the REST contract.</summary>
internal static class AnswerWriter
{
    /// <summary>How answers are written: relaxed, so that classes such as &lt;=50K stay readable; they are never put into HTML.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static Utf8JsonWriter? s_writer;

    /// <summary>A writer of this thread onto an output. Use it up before the next call on the thread.</summary>
    /// <param name="output">Takes the bytes.</param>
    public static Utf8JsonWriter For(IBufferWriter<byte> output)
    {
        if (s_writer is { } writer)
        {
            writer.Reset(output);
            return writer;
        }

        return s_writer = new Utf8JsonWriter(output, Options);
    }

    /// <summary>Lets go of the output that the thread's writer holds.</summary>
    public static void Done() => s_writer?.Reset(Stream.Null);

    /// <summary>Writes one answer.</summary>
    /// <param name="writer">Takes the object.</param>
    /// <param name="model">The version that answered.</param>
    /// <param name="outputs">What it said.</param>
    /// <param name="requestId">The answer's identifier.</param>
    /// <param name="route">Why this version answered.</param>
    /// <param name="latencyMs">Milliseconds from the request to here.</param>
    /// <param name="explanation">Why it said so, or null.</param>
    /// <param name="features">For an explanation the features as the client sent them.</param>
    public static void Write(
        Utf8JsonWriter writer,
        ServedModel model,
        ReadOnlySpan<float> outputs,
        string requestId,
        string route,
        double latencyMs,
        RowExplanation? explanation = null,
        ReadOnlySpan<byte> features = default)
    {
        writer.WriteStartObject();
        writer.WriteString("request_id"u8, requestId);
        if (model.Classes.Length == 0)
        {
            writer.WritePropertyName("prediction"u8);
            NumberAnswer.Write(writer, outputs[0], model.Signature.TargetOffset);
            writer.WriteNull("confidence"u8);
            writer.WriteNull("probabilities"u8);
        }
        else
        {
            int best = model.Model.ClassOf(outputs);
            writer.WriteString("prediction"u8, model.Classes[best]);
            writer.WriteNumber("confidence"u8, outputs[best]);
            writer.WriteStartObject("probabilities"u8);
            for (int i = 0; i < model.Classes.Length; i++)
            {
                writer.WriteNumber(model.Classes[i], outputs[i]);
            }

            writer.WriteEndObject();
        }

        writer.WriteString("model_name"u8, model.NameText);
        writer.WriteNumber("model_version"u8, model.Version);
        writer.WriteString("model_stage"u8, model.StageText);
        writer.WriteString("route"u8, route);
        writer.WriteNumber("latency_ms"u8, Math.Round(latencyMs, 4));
        writer.WritePropertyName("explanation"u8);
        if (explanation is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            ExplanationWriter.Write(writer, explanation, model.Signature, features);
        }

        writer.WriteEndObject();
    }
}
