using System.Text.Json;
using MlOpsDashboard.Core.Learning.Contract;

namespace MlOpsDashboard.Core.Drift;

/// <summary>
/// How a model answered on rows that it had not learned from, as its run has written it down: what its answers in production are compared with.
/// Its answers on its own training rows would not do, since they are surer than any it can give later.
/// </summary>
/// <param name="Classes">Counts a class in the order of the signature; null for numbers.</param>
/// <param name="Numbers">Answers; null for classes.</param>
internal sealed record HeldOutAnswers(long[]? Classes, double[]? Numbers)
{
    /// <summary>The run's file for classes.</summary>
    public const string ConfusionFile = "confusion_matrix.json";

    /// <summary>The run's file for numbers.</summary>
    public const string ResidualsFile = "residuals.json";

    /// <summary>Reads a run's file.</summary>
    /// <param name="json">Its content.</param>
    /// <param name="signature">The model's signature.</param>
    /// <returns>Null when it does not tell.</returns>
    public static HeldOutAnswers? Read(JsonElement json, ModelSignature signature) =>
        signature.Task == TaskKind.Regression ? ReadNumbers(json) : ReadClasses(json, signature.Classes);

    /// <summary>Compares the answers of now.</summary>
    /// <param name="signature">The model's signature.</param>
    /// <param name="current">Positions of classes, or numbers.</param>
    public FeatureComparison Compare(ModelSignature signature, FeatureSide current) => FeatureComparison.OfAnswers(
        signature.Target,
        Classes is null ? FeatureSide.OfNumbers(Numbers!) : FeatureSide.OfCounts([.. Classes, 0]),
        current,
        Classes is null ? null : signature.Classes);

    private static HeldOutAnswers? ReadNumbers(JsonElement json) => json.TryGetProperty("predicted", out JsonElement predicted)
        ? new HeldOutAnswers(null, [.. predicted.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Number).Select(one => one.GetDouble())])
        : null;

    // A column of the matrix is what the model said.
    private static HeldOutAnswers? ReadClasses(JsonElement json, IReadOnlyList<string> classes)
    {
        if (!json.TryGetProperty("labels", out JsonElement labels) || !json.TryGetProperty("counts", out JsonElement counts))
        {
            return null;
        }

        string?[] names = [.. labels.EnumerateArray().Select(label => label.GetString())];
        long[] said = new long[classes.Count];
        foreach (JsonElement row in counts.EnumerateArray())
        {
            int column = 0;
            foreach (JsonElement cell in row.EnumerateArray())
            {
                int place = Array.IndexOf([.. classes], names[column++]);
                if (place < 0)
                {
                    return null;
                }

                said[place] += cell.GetInt64();
            }
        }

        return said.Sum() > 0 ? new HeldOutAnswers(said, null) : null;
    }
}
