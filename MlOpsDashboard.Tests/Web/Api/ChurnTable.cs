using System.Globalization;
using System.Text.Json;
using MlOpsDashboard.Core.Learning.Kernels;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

/// <summary>A table of which an owner means the rarer class, the first in order: Churned, not Stayed.</summary>
internal static class ChurnTable
{
    public const int Rows = 1000;

    /// <summary>The rows at the end of the file that a validation in time sets aside.</summary>
    public const int Held = 200;

    public static readonly string[] Lines = [.. MakeLines()];

    /// <summary>The true classes of the rows set aside.</summary>
    public static string[] Truths => [.. Lines[^Held..].Select(line => line.Split(',')[2])];

    /// <summary>Stores the table and trains a linear model on it, whose rows set aside are the last ones.</summary>
    /// <param name="app">The program.</param>
    /// <param name="positive">The positive class, or null.</param>
    public static async Task<JsonElement> TrainAsync(TrainedApp app, string? positive)
    {
        using var form = new MultipartFormDataContent { { new StringContent("churned"), "name" }, { new StringContent(string.Join('\n', Lines)), "file", "churned.csv" } };
        using HttpResponseMessage stored = await app.Client.PostAsync("/api/datasets", form);
        stored.EnsureSuccessStatusCode();
        JsonElement job = await app.TrainAsync(new
        {
            model_name = "churned",
            dataset = "churned",
            target = "status",
            positive_class = positive,
            learners = new[] { "linear" },
            trials = 2,
            ensemble = false,
            threshold = "f1",
            validation = new { strategy = "time" },
        });
        Assert.Equal("succeeded", job.GetProperty("status").GetString());
        return job;
    }

    /// <summary>Asks a version about the rows set aside.</summary>
    /// <returns>A row each: its columns, the prediction, the confidence, the probabilities, the identifier; the first holds the names.</returns>
    public static async Task<string[][]> PredictAsync(TrainedApp app, string modelId)
    {
        using MultipartFormDataContent form = TrainedApp.CsvFile(string.Join('\n', [Lines[0], .. Lines[^Held..]]));
        form.Add(new StringContent(modelId), "model_id");
        using HttpResponseMessage csv = await app.Client.PostAsync("/api/predict/batch", form);
        csv.EnsureSuccessStatusCode();
        return [.. (await csv.Content.ReadAsStringAsync()).TrimEnd().Split('\n').Select(line => line.TrimEnd('\r').Split(','))];
    }

    private static IEnumerable<string> MakeLines()
    {
        var random = new SeededRandom(7);
        yield return "x,z,status";
        for (int row = 0; row < Rows; row++)
        {
            double x = Normal(random);
            double z = Normal(random);
            string status = x + (0.5 * z) + Normal(random) > 1.8 ? "Churned" : "Stayed";
            yield return string.Create(CultureInfo.InvariantCulture, $"{x:0.000},{z:0.000},{status}");
        }
    }

    private static double Normal(SeededRandom random) => Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6;
}
