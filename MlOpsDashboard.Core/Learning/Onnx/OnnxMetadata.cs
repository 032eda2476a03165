using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Onnx;

/// <summary>What an exported model says of itself: texts by name, some of them JSON.</summary>
internal static class OnnxMetadata
{
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The entries, in a fixed order.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="outputs">The outputs' names.</param>
    public static IEnumerable<(string Key, string Value)> Of(TrainedModel model, IReadOnlyList<OnnxInput> inputs, IReadOnlyList<string> outputs)
    {
        ModelSignature signature = model.Signature;
        ModelMetadata metadata = model.Metadata;
        yield return ("task", Word(signature.Task));
        yield return ("target", signature.Target);
        yield return ("learner", metadata.Learner);
        yield return ("inputs", Json(new JsonArray([.. inputs.Select(Describe)])));
        yield return ("outputs", Json(List(outputs)));
        if (signature.Task != TaskKind.Regression)
        {
            yield return ("classes", Json(List(signature.Classes)));
        }

        if (signature.PositiveClass is { } positive)
        {
            yield return ("positive_class", positive);
        }

        if (signature.Task == TaskKind.Binary)
        {
            yield return ("threshold", metadata.Threshold.ToString("R", CultureInfo.InvariantCulture));
        }

        yield return ("metrics", Json(new JsonObject(metadata.Metrics.Where(metric => double.IsFinite(metric.Value)).Select(metric => KeyValuePair.Create(metric.Key, (JsonNode?)metric.Value)))));
        yield return ("training_rows", metadata.TrainingRows.ToString(CultureInfo.InvariantCulture));
        yield return ("seed", metadata.Seed.ToString(CultureInfo.InvariantCulture));
        if (metadata is { DatasetName: { } dataset })
        {
            yield return ("dataset", metadata.DatasetVersion is { } version ? string.Create(CultureInfo.InvariantCulture, $"{dataset}:{version}") : dataset);
        }

        if (metadata.DatasetSha256 is { } hash)
        {
            yield return ("dataset_sha256", hash);
        }
    }

    private static JsonObject Describe(OnnxInput input)
    {
        var described = new JsonObject
        {
            ["name"] = input.Name,
            ["type"] = Word(input.Feature.Type),
            ["tensor"] = input.Type switch { OnnxType.Text => "string", OnnxType.Double => "double", _ => "float" },
            ["missing"] = input.Type == OnnxType.Text ? "empty string" : "NaN",
            ["nullable"] = input.Feature.Nullable,
        };
        if (input.Feature.Type == ColumnType.DateTime)
        {
            described["unit"] = "seconds since 1970-01-01T00:00:00Z";
        }

        if (input.Feature.IsCoded)
        {
            described["words"] = List(input.Feature.Categories);
        }

        return described;
    }

    private static JsonArray List(IEnumerable<string> words) => new([.. words.Select(word => (JsonNode)word)]);

    private static string Json(JsonNode node) => node.ToJsonString(s_json);

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
