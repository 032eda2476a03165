using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using MlOpsDashboard.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace MlOpsDashboard.Tests.Crash;

/// <summary>The program is killed in the middle of its work; what stands afterwards must be whole.</summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int Kills = 20;

    [Fact]
    public async Task Killed_at_random_moments_nothing_half_remains()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        using var folder = new TempFolder();
        var moments = new Random(20261120);
        for (int kill = 0; kill < Kills; kill++)
        {
            using ServerProcess server = await ServerProcess.StartAsync(folder.FullName, limit.Token);
            await AssertWholeAsync(server.Client, limit.Token);
            Task work = new CrashWorkload(server.Client, kill).RunAsync(limit.Token);
            TimeSpan moment = TimeSpan.FromMilliseconds(20 + (moments.NextDouble() * 2500));
            Task first = await Task.WhenAny(work, Task.Delay(moment, limit.Token));
            await server.KillAsync(limit.Token);
            if (first == work)
            {
                // Before the kill nothing may fail: let the test show why it did.
                await work;
            }

            await Assert.ThrowsAnyAsync<Exception>(() => work);
        }

        using ServerProcess last = await ServerProcess.StartAsync(folder.FullName, limit.Token);
        await AssertWholeAsync(last.Client, limit.Token);
        await AssertEveryJobEndsAsync(last.Client, limit.Token);
        AssertNoTemporaryFiles(folder.FullName);

        // The kills came in the middle of real work, not before any.
        Assert.NotEmpty(await VersionsAsync(last.Client, $"api/datasets/{CrashWorkload.Name}?limit=1000", limit.Token));
        Assert.NotEmpty(await VersionsAsync(last.Client, $"api/models/{CrashWorkload.Name}/versions?limit=1000", limit.Token));
    }

    private static async Task AssertWholeAsync(HttpClient client, CancellationToken cancellationToken)
    {
        foreach (JsonElement version in await VersionsAsync(client, $"api/datasets/{CrashWorkload.Name}?limit=1000", cancellationToken))
        {
            string path = $"api/datasets/{CrashWorkload.Name}/versions/{version.GetProperty("version").GetInt32()}/content";
            await AssertHashAsync(client, path, version.GetProperty("sha256").GetString()!, cancellationToken);
        }

        List<JsonElement> models = await VersionsAsync(client, $"api/models/{CrashWorkload.Name}/versions?limit=1000", cancellationToken);
        foreach (JsonElement version in models)
        {
            string path = $"api/models/{CrashWorkload.Name}:{version.GetProperty("version").GetInt32()}/artifact";
            await AssertHashAsync(client, path, version.GetProperty("artifact").GetProperty("sha256").GetString()!, cancellationToken);
        }

        Assert.True(models.Count(version => version.GetProperty("stage").GetString() == "production") <= 1);
    }

    private static async Task<List<JsonElement>> VersionsAsync(HttpClient client, string path, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await client.GetAsync(path, cancellationToken);
        if (answer.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            return [];
        }

        answer.EnsureSuccessStatusCode();
        JsonElement body = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return [.. body.GetProperty("items").EnumerateArray()];
    }

    private static async Task AssertHashAsync(HttpClient client, string path, string sha256, CancellationToken cancellationToken)
    {
        byte[] content = await client.GetByteArrayAsync(path, cancellationToken);
        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(content)));
    }

    private static void AssertNoTemporaryFiles(string folder)
    {
        string artifacts = Path.Combine(folder, "artifacts");
        Assert.All(
            Directory.EnumerateFiles(artifacts, "*", SearchOption.AllDirectories),
            file => Assert.Matches("^[0-9a-f]{64}$", Path.GetFileNameWithoutExtension(file)));
    }

    private async Task AssertEveryJobEndsAsync(HttpClient client, CancellationToken cancellationToken)
    {
        JsonElement page = await client.GetFromJsonAsync<JsonElement>("api/training/jobs?limit=1000", cancellationToken);
        foreach (JsonElement job in page.GetProperty("items").EnumerateArray())
        {
            string id = job.GetProperty("job_id").GetString()!;
            while (!await CrashWorkload.HasEndedAsync(client, id, cancellationToken))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
            }

            JsonElement status = await client.GetFromJsonAsync<JsonElement>($"api/training/status/{id}", cancellationToken);
            output.WriteLine($"{id}: {status.GetProperty("status")} {status.GetProperty("error")}");
            Assert.True(
                status.GetProperty("status").GetString() == "succeeded" || !string.IsNullOrEmpty(status.GetProperty("error").GetString()),
                $"Job {id} ended without a reason.");
        }
    }
}
