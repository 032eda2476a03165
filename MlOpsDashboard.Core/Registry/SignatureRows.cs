using System.Text.Json;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Targets;

namespace MlOpsDashboard.Core.Registry;

/// <summary>Turns a version's data and signature into named texts, so that versions can be put side by side.</summary>
public static class SignatureRows
{
    /// <summary>One row for the data set, its version and its hash.</summary>
    /// <param name="version">The version.</param>
    public static IReadOnlyDictionary<string, string> Data(ModelVersion version)
    {
        var rows = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(rows, "dataset", version.DatasetName);
        Add(rows, "dataset_version", version.DatasetVersion?.ToString());
        Add(rows, "dataset_sha256", version.DatasetSha256);
        return rows;
    }

    /// <summary>One row a feature with its type and number of categories, one a step of feature engineering, and one for learner, task, target, classes and the positive one of two.</summary>
    /// <param name="version">The version.</param>
    public static IReadOnlyDictionary<string, string> Of(ModelVersion version)
    {
        var rows = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["learner"] = version.Learner,
            ["task"] = version.Task.ToString().ToLowerInvariant(),
            ["target"] = version.Target,
        };
        using JsonDocument signature = JsonDocument.Parse(version.Signature);
        if (signature.RootElement.ValueKind != JsonValueKind.Object)
        {
            return rows;
        }

        if (List(signature.RootElement, "classes") is { } classes)
        {
            string[] words = [.. classes.Select(c => c.ToString())];
            Add(rows, "classes", string.Join(", ", words));
            Add(rows, "positive class", version.Task == TaskKind.Binary && words.Length == 2 ? PositiveClass.Words(words, IsDefault(signature.RootElement)) : null);
        }

        foreach (JsonElement feature in List(signature.RootElement, "features") ?? [])
        {
            rows[$"feature {Text(feature, "name")}"] = Feature(feature);
        }

        JsonElement[] steps = List(signature.RootElement, "steps") ?? [];
        for (int i = 0; i < steps.Length; i++)
        {
            rows[FormattableString.Invariant($"step {i + 1}")] = Step(steps[i]);
        }

        return rows;
    }

    // Earlier programs had no say in it.
    private static bool IsDefault(JsonElement signature) => Text(signature, "positive_class_is_default") != "False";

    private static string Feature(JsonElement feature)
    {
        string type = Text(feature, "type") ?? "?";
        type += Text(feature, "nullable") == "True" ? ", may be missing" : "";
        return List(feature, "categories") is { Length: > 0 } categories ? $"{type}, {categories.Length} values" : type;
    }

    private static string Step(JsonElement step)
    {
        string columns = string.Join(", ", (List(step, "columns") ?? []).Select(column => column.ToString()));
        string parameters = step.TryGetProperty("parameters", out JsonElement values) && values.ValueKind == JsonValueKind.Object
            ? string.Join(", ", values.EnumerateObject().Select(value => $"{value.Name} {value.Value}"))
            : "";
        return $"{Text(step, "kind")} of {columns}" + (parameters.Length == 0 ? "" : $" ({parameters})");
    }

    private static string? Text(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out JsonElement value) ? value.ToString() : null;

    private static JsonElement[]? List(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray()]
            : null;

    private static void Add(Dictionary<string, string> rows, string key, string? value)
    {
        if (value is not null)
        {
            rows[key] = value;
        }
    }
}
