using System.Net.Http.Json;
using System.Text.Json;
using MlOpsDashboard.Components.Layout;
using MlOpsDashboard.Tests.Support;

namespace MlOpsDashboard.Tests.Browser;

/// <summary>Every page of the program with something on it: a page with forms and tables has more to be checked than an empty one.</summary>
internal static class FilledPages
{
    /// <summary>Stores data, trains and registers a model, and says where each page is.</summary>
    /// <param name="address">Where the program listens.</param>
    public static async Task<IReadOnlyList<(string Name, string Path)>> MakeAsync(Uri address)
    {
        await StoreAsync(address);
        JsonElement job = await TrainAsync(address);
        return
        [
            .. NavMenu.Entries.Select(entry => (entry.Address, entry.Address)),
            .. ((string[])["data/upload", "data/points", "predict/batch", "experiments/points"]).Select(path => (path, path)),
            ("training/job", $"training/{job.GetProperty("job_id")}"),
            ("experiments/run", $"experiments/runs/{job.GetProperty("run_id")}"),
            ("registry/model", "registry/points"),
            .. ((string[])["quality", "explanation", "data", "parameters", "history", "files"]).Select(tab => ($"registry/version/{tab}", $"registry/points?version=1&tab={tab}")),
            .. ((string[])["steps", "parameters", "data", "notes", "files"]).Select(tab => ($"experiments/run/{tab}", $"experiments/runs/{job.GetProperty("run_id")}?tab={tab}")),
        ];
    }

    // The search is long enough for its picture, and short enough for a test.
    private static async Task<JsonElement> TrainAsync(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Add("X-API-Key", AppFactory.ApiKey);
        using HttpResponseMessage reply = await client.PostAsJsonAsync(
            "api/training/start",
            new { model_name = "points", dataset = "points", target = "answer", learners = new[] { "gradient_boosting", "linear" }, trials = 14 });
        reply.EnsureSuccessStatusCode();
        string id = (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job_id").GetString()!;
        JsonElement job = default;
        await Wait.UntilAsync(async () =>
        {
            job = await client.GetFromJsonAsync<JsonElement>($"api/training/status/{id}");
            return job.GetProperty("status").GetString() == "succeeded";
        });
        return job;
    }

    private static async Task StoreAsync(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Add("X-API-Key", AppFactory.ApiKey);
        IEnumerable<string> rows = Enumerable.Range(0, 60).Select(i => $"{i},{(i % 3 == 0 ? "red" : "blue")},{(i % 2 == 0 ? "yes" : "no")}");
        using var file = new StringContent("size,colour,answer\n" + string.Join('\n', rows));
        using var form = new MultipartFormDataContent { { new StringContent("points"), "name" }, { file, "file", "points.csv" } };
        using HttpResponseMessage reply = await client.PostAsync("api/datasets", form);
        reply.EnsureSuccessStatusCode();
    }
}
