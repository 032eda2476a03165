using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace MlOpsDashboard.Tests.Crash;

/// <summary>What a user does all day: upload, train, promote; each stage by REST, until somebody pulls the plug.</summary>
internal sealed class CrashWorkload(HttpClient client, int seed)
{
    /// <summary>The name of everything that the workload makes.</summary>
    public const string Name = "crash";

    private int _uploads;

    /// <summary>Goes round and round; ends by the exception that the killed server causes.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await ServeAsync(cancellationToken);
        }
    }

    /// <summary>Goes round once: afterwards one more version is there, and in production.</summary>
    public async Task ServeAsync(CancellationToken cancellationToken)
    {
        int version = await UploadAsync(cancellationToken);
        await TrainAsync(version, cancellationToken);
        await PromoteAsync(cancellationToken);
    }

    private async Task<int> UploadAsync(CancellationToken cancellationToken)
    {
        using var file = new StringContent(MakeCsv(seed * 1000 + _uploads++), Encoding.UTF8, "text/csv");
        using var form = new MultipartFormDataContent { { new StringContent(Name), "name" }, { file, "file", "crash.csv" } };
        using HttpResponseMessage answer = await client.PostAsync("api/datasets", form, cancellationToken);
        answer.EnsureSuccessStatusCode();
        JsonElement stored = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return stored.GetProperty("version").GetInt32();
    }

    private async Task TrainAsync(int version, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await client.PostAsJsonAsync(
            "api/training/start",
            new
            {
                model_name = Name,
                dataset = Name,
                dataset_version = version,
                target = "label",
                learners = new[] { "baseline", "linear" },
                trials = 3,
                time_budget_seconds = 10,
                seed,
            },
            cancellationToken);
        answer.EnsureSuccessStatusCode();
        JsonElement job = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        string id = job.GetProperty("job_id").GetString()!;
        while (!await HasEndedAsync(client, id, cancellationToken))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
        }
    }

    private async Task PromoteAsync(CancellationToken cancellationToken)
    {
        foreach (string stage in new[] { "staging", "production" })
        {
            using HttpResponseMessage answer = await client.PutAsJsonAsync(
                $"api/models/{Name}:latest/promote", new { stage, comment = "crash test" }, cancellationToken);
            answer.EnsureSuccessStatusCode();
        }
    }

    /// <summary>Whether a job is over.</summary>
    public static async Task<bool> HasEndedAsync(HttpClient client, string jobId, CancellationToken cancellationToken)
    {
        JsonElement status = await client.GetFromJsonAsync<JsonElement>($"api/training/status/{jobId}", cancellationToken);
        return status.GetProperty("status").GetString() is "succeeded" or "failed" or "cancelled";
    }

    private static string MakeCsv(int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder("x,colour,label\n");
        for (int row = 0; row < 4000; row++)
        {
            double x = random.NextDouble();
            string colour = random.Next(3) switch { 0 => "red", 1 => "green", _ => "blue" };
            bool label = x + (colour == "red" ? 0.3 : 0) + random.NextDouble() > 1.1;
            text.Append(CultureInfo.InvariantCulture, $"{x:R},{colour},{(label ? "yes" : "no")}\n");
        }

        return text.ToString();
    }
}
