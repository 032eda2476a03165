using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using MlOpsDashboard.Tests.Core.Serving.Batch;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Crash;

public sealed class BatchCrashTests
{
    private const int Rows = 1_500_000;

    [Fact]
    public async Task A_job_that_is_killed_is_run_again_and_its_result_is_whole()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        using var folder = new TempFolder();
        string job;
        using (ServerProcess server = await ServerProcess.StartAsync(folder.FullName, limit.Token))
        {
            string modelId = await TrainAsync(server.Client, limit.Token);
            job = await AskAsync(server.Client, modelId, limit.Token);
            await UntilAsync(server.Client, job, status => status.GetProperty("rows_done").GetInt64() > 0, limit.Token);
            await server.KillAsync(limit.Token);
        }

        using ServerProcess again = await ServerProcess.StartAsync(folder.FullName, limit.Token);
        JsonElement end = await UntilAsync(
            again.Client, job, status => status.GetProperty("status").GetString() is not ("queued" or "running"), limit.Token);

        Assert.Equal(("succeeded", Rows), (end.GetProperty("status").GetString(), end.GetProperty("rows_done").GetInt32()));
        byte[] result = await again.Client.GetByteArrayAsync(job + "/result", limit.Token);
        Assert.Equal(end.GetProperty("result").GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(result)));
        Assert.Equal(Rows + 1, result.AsSpan().Count((byte)'\n'));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(folder.FullName, "artifacts", "tmp")));
    }

    private static async Task<string> TrainAsync(HttpClient client, CancellationToken cancellationToken)
    {
        string[] lines = BatchHost.Csv(300).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string csv = lines[0] + ",bought\n" + string.Concat(lines.Skip(1).Select((line, i) => $"{line},{(i % 7 < 3 ? "yes" : "no")}\n"));
        using var form = new MultipartFormDataContent { { new StringContent("shop"), "name" }, { new StringContent(csv), "file", "shop.csv" } };
        using HttpResponseMessage stored = await client.PostAsync("api/datasets", form, cancellationToken);
        stored.EnsureSuccessStatusCode();
        using HttpResponseMessage started = await client.PostAsJsonAsync(
            "api/training/start",
            new { model_name = "shop", dataset = "shop", target = "bought", features = new[] { "x", "colour" }, learners = new[] { "linear" }, trials = 1, time_budget_seconds = 60 },
            cancellationToken);
        started.EnsureSuccessStatusCode();
        JsonElement end = await UntilAsync(
            client, started.Headers.Location!.ToString(), status => status.GetProperty("status").GetString() is not ("queued" or "running"), cancellationToken);
        return end.GetProperty("model_id").GetString()!;
    }

    private static async Task<string> AskAsync(HttpClient client, string modelId, CancellationToken cancellationToken)
    {
        using var form = new MultipartFormDataContent { { new StringContent(modelId), "model_id" }, { new StringContent(BatchHost.Csv(Rows)), "file", "rows.csv" } };
        using HttpResponseMessage answer = await client.PostAsync("api/predict/jobs", form, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return answer.Headers.Location!.ToString();
    }

    private static async Task<JsonElement> UntilAsync(HttpClient client, string path, Func<JsonElement, bool> condition, CancellationToken cancellationToken)
    {
        while (true)
        {
            JsonElement status = await client.GetFromJsonAsync<JsonElement>(path, cancellationToken);
            if (condition(status))
            {
                return status;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
        }
    }
}
