using System.Globalization;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Tests.Support;

namespace MlOpsDashboard.Tests.Core.Drift.Concept;

/// <summary>Gives the model <c>shop</c> of <see cref="DriftHost"/> a past: predictions a second apart, with and without labels.</summary>
internal static class ConceptHost
{
    /// <summary>When the version in production was promoted.</summary>
    public static async Task<DateTimeOffset> PromotedAsync(CoreHost core) =>
        (await core.Get<RegistryService>().GetModelAsync("shop", default)).Production!.StageSince;

    /// <summary>Whether each of so many answers is wrong, by the chance of an error at its place.</summary>
    public static bool[] Wrong(int count, Func<int, double> chance, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(row => random.NextDouble() < chance(row))];
    }

    /// <summary>Stores labelled predictions, whose labels come in the reverse order.</summary>
    /// <param name="core">The core.</param>
    /// <param name="start">When the first was made.</param>
    /// <param name="wrong">Whether each was wrong.</param>
    /// <param name="probability">How sure the model was of each.</param>
    /// <param name="version">Which version answered.</param>
    public static async Task LabelAsync(CoreHost core, DateTimeOffset start, bool[] wrong, double probability = 0.9, int version = 1)
    {
        await using MlOpsDbContext context = await core.Contexts.CreateDbContextAsync();
        for (int row = wrong.Length - 1; row >= 0; row--)
        {
            int said = row % 2;
            context.Add(new Truth
            {
                RequestId = $"{start.UtcTicks}-{version}-{row}",
                ModelName = "shop",
                ModelVersion = version,
                PredictedAt = start.AddSeconds(row),
                Actual = wrong[row] ? 1 - said : said,
                Outputs = Outputs(said, probability),
                At = start.AddDays(1),
                Actor = "ada",
            });
        }

        await context.SaveChangesAsync();
    }

    /// <summary>Stores predictions; the first of them are those that were labelled from the same start on.</summary>
    public static async Task PredictAsync(CoreHost core, DateTimeOffset start, int count, double probability = 0.9, string route = "production", int first = 0)
    {
        await using MlOpsDbContext context = await core.Contexts.CreateDbContextAsync();
        context.AddRange(Enumerable.Range(first, count).Select(row => new PredictionRecord
        {
            RequestId = $"{start.UtcTicks}-1-{row}",
            ModelName = "shop",
            ModelVersion = 1,
            Route = route,
            At = start.AddSeconds(row),
            LatencyMs = 1,
            Features = "{}",
            Prediction = row % 2 == 0 ? "<no>" : "yes",
            Outputs = Outputs(row % 2, probability),
            UnseenWords = 0,
        }));
        await context.SaveChangesAsync();
    }

    private static string Outputs(int said, double probability)
    {
        (double no, double yes) = said == 0 ? (probability, 1 - probability) : (1 - probability, probability);
        return string.Create(CultureInfo.InvariantCulture, $"[{no},{yes}]");
    }
}
