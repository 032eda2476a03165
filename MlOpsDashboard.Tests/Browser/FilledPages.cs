using System.Net.Http.Json;
using System.Text.Json;
using MlOpsDashboard.Components.Layout;
using MlOpsDashboard.Tests.Support;

namespace MlOpsDashboard.Tests.Browser;

/// <summary>Every page of the program with something on it: a page with forms and tables has more to be checked than an empty one.</summary>
internal static class FilledPages
{
    private static readonly string[] s_ofVersion = ["explanation", "data", "parameters", "history", "files"];
    private static readonly string[] s_ofRun = ["steps", "parameters", "data", "notes", "files"];

    // Those that have something to click.
    private static readonly string[] s_busy = ["explanation", "history", "notes"];

    /// <summary>Stores data, trains, registers a model and puts it into production, and says where each page is.</summary>
    /// <param name="address">Where the program listens.</param>
    /// <param name="parts">Whether all tabs are wanted, and not only those that have something to click.</param>
    public static async Task<IReadOnlyList<(string Name, string Path)>> MakeAsync(Uri address, bool parts = false)
    {
        await StoreAsync(address);
        JsonElement job = await TrainAsync(address);
        await PromoteAsync(address);
        string run = $"experiments/runs/{job.GetProperty("run_id")}";
        return
        [
            .. NavMenu.Entries.Select(entry => (entry.Address, entry.Address)),
            .. ((string[])["data/upload", "data/points", "data/points?tab=schema", "data/points?tab=versions", "predict/batch", "experiments/points", "experiments/points?group=learner"]).Select(path => (path, path)),
            ("training/job", $"training/{job.GetProperty("job_id")}"),
            ("experiments/run", run),
            ("registry/model", "registry/points"),
            ("registry/version", "registry/points?version=1"),
            .. s_ofVersion.Where(tab => parts || s_busy.Contains(tab)).Select(tab => ($"registry/version/{tab}", $"registry/points?version=1&tab={tab}")),
            .. s_ofRun.Where(tab => parts || s_busy.Contains(tab)).Select(tab => ($"experiments/run/{tab}", $"{run}?tab={tab}")),
        ];
    }

    private static async Task PromoteAsync(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Add("X-API-Key", AppFactory.ApiKey);
        (await client.PutAsJsonAsync("api/models/points:1/promote", new { stage = "production" })).EnsureSuccessStatusCode();
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
