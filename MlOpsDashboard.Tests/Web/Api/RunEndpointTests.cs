using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Tests.Core.Registry;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

public sealed class RunEndpointTests
{
    [Fact]
    public async Task Experiments_are_listed_with_their_best_run()
    {
        await using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();
        await RegistryHost.RunAsync(app.Services, 1);
        string best = await RegistryHost.RunAsync(app.Services, 2);

        JsonElement page = await client.GetFromJsonAsync<JsonElement>("/api/experiments");

        JsonElement experiment = Assert.Single(page.GetProperty("items").EnumerateArray());
        Assert.Equal(("income", 2), (experiment.GetProperty("name").GetString(), experiment.GetProperty("total_runs").GetInt32()));
        Assert.Equal(best, experiment.GetProperty("best_run").GetProperty("run_id").GetString());
        Assert.Equal(0.902, experiment.GetProperty("best_run").GetProperty("metrics").GetProperty("roc_auc").GetDouble());
        Assert.Equal(JsonValueKind.Null, page.GetProperty("next_cursor").ValueKind);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/experiments/nowhere")).StatusCode);
    }

    [Fact]
    public async Task Runs_are_paged_sorted_and_filtered()
    {
        await using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();
        string[] ids = [await RegistryHost.RunAsync(app.Services, 1), await RegistryHost.RunAsync(app.Services, 2), await RegistryHost.RunAsync(app.Services, 3)];

        JsonElement first = await client.GetFromJsonAsync<JsonElement>("/api/experiments/income/runs?limit=2&sort=metrics.roc_auc&order=asc");
        JsonElement second = await client.GetFromJsonAsync<JsonElement>(
            $"/api/experiments/income/runs?limit=2&sort=metrics.roc_auc&order=asc&cursor={first.GetProperty("next_cursor").GetString()}");

        Assert.Equal(ids, Ids(first).Concat(Ids(second)));
        Assert.Equal([ids[1]], Ids(await client.GetFromJsonAsync<JsonElement>("/api/runs?text=RUN%202&status=finished,failed")));
        Assert.Empty(Ids(await client.GetFromJsonAsync<JsonElement>("/api/runs?status=running")));
    }

    [Fact]
    public async Task Change_happens_whole_or_not_at_all()
    {
        await using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();
        string id = await RegistryHost.RunAsync(app.Services, 1);
        await client.PatchAsJsonAsync($"/api/runs/{id}", new { name = "before", tags = new { team = "blue" } });

        using HttpResponseMessage refused = await client.PatchAsJsonAsync(
            $"/api/runs/{id}", new { name = "after", notes = "changed", tags = new { team = "red", nowhere = (string?)null } });
        using HttpResponseMessage wrong = await client.PatchAsJsonAsync(
            $"/api/runs/{id}", new { name = "after", tags = new Dictionary<string, string> { ["team"] = "red", [""] = "x" } });

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.BadRequest), (refused.StatusCode, wrong.StatusCode));
        JsonElement run = await client.GetFromJsonAsync<JsonElement>($"/api/runs/{id}");
        Assert.Equal("before", run.GetProperty("name").GetString());
        Assert.Equal("blue", run.GetProperty("tags").GetProperty("team").GetString());
        Assert.DoesNotContain("changed", run.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/runs?limit=0", "limit")]
    [InlineData("/api/runs?limit=1001", "limit")]
    [InlineData("/api/runs?limit=many", "limit")]
    [InlineData("/api/runs?cursor=abc", "cursor")]
    [InlineData("/api/runs?status=lost", "status")]
    [InlineData("/api/runs?sort=color", "sort")]
    [InlineData("/api/runs?order=up", "order")]
    [InlineData("/api/runs/compare", "ids")]
    [InlineData("/api/runs/compare?ids=a", "ids")]
    [InlineData("/api/models/compare?ids=a:1,a:2,a:3,a:4,a:5", "ids")]
    [InlineData("/api/models/income:best", "model_id")]
    public async Task Queries_that_are_wrong_are_problems_that_name_the_field(string address, string field)
    {
        await using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();

        HttpResponseMessage reply = await client.GetAsync(address);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType?.MediaType);
        JsonElement problem = await reply.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    [Fact]
    public async Task Run_has_everything_and_its_files_can_be_downloaded()
    {
        await using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();
        string id = await RegistryHost.RunAsync(app.Services, 1, registerAs: "income");

        JsonElement run = await client.GetFromJsonAsync<JsonElement>($"/api/runs/{id}");

        Assert.Equal("finished", run.GetProperty("status").GetString());
        Assert.Equal("1", run.GetProperty("parameters").GetProperty("depth").GetString());
        Assert.Equal(0.901, run.GetProperty("metrics").GetProperty("roc_auc").GetDouble());
        Assert.Equal(0.901, run.GetProperty("metric_history").GetProperty("roc_auc")[0].GetProperty("value").GetDouble());
        Assert.Equal("adult", run.GetProperty("dataset").GetProperty("name").GetString());
        Assert.Equal("income:1", run.GetProperty("model_ids")[0].GetString());
        Assert.EndsWith("Z", run.GetProperty("started_at").GetString(), StringComparison.Ordinal);
        string path = run.GetProperty("artifacts")[0].GetProperty("path").GetString()!;
        HttpResponseMessage file = await client.GetAsync($"/api/runs/{id}/artifacts/{path}");
        Assert.Equal("application/json", file.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition?.DispositionType);
        Assert.StartsWith("{\"labels\"", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/api/runs/{id}/artifacts/..%2F..%2Fmlops.db")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/runs/nobody")).StatusCode);
    }

    [Fact]
    public async Task Metrics_that_are_no_numbers_are_null()
    {
        await using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();
        var tracking = app.Services.GetRequiredService<TrackingService>();
        string id = (await tracking.StartAsync(new NewRun("e", "ada"), default)).RunId;
        await tracking.LogMetricsAsync(id, [new("loss", double.NaN, 0, default), new("gain", double.PositiveInfinity, 0, default)], default);

        JsonElement run = await client.GetFromJsonAsync<JsonElement>($"/api/runs/{id}");

        Assert.Equal(JsonValueKind.Null, run.GetProperty("metrics").GetProperty("loss").ValueKind);
        Assert.Equal(JsonValueKind.Null, run.GetProperty("metrics").GetProperty("gain").ValueKind);
    }

    [Fact]
    public async Task Run_of_twelve_thousand_points_answers_with_at_most_two_thousand_a_metric()
    {
        await using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();
        var tracking = app.Services.GetRequiredService<TrackingService>();
        string id = (await tracking.StartAsync(new NewRun("e", "ada"), default)).RunId;
        await tracking.LogMetricsAsync(id, [.. Enumerable.Range(0, 12_000).Select(i => new MetricPoint("a/loss", Math.Sqrt(i), i, default))], default);

        JsonElement run = await client.GetFromJsonAsync<JsonElement>($"/api/runs/{id}");
        JsonElement series = await client.GetFromJsonAsync<JsonElement>($"/api/runs/{id}/metrics/a/loss?max_points=100");

        Assert.InRange(run.GetProperty("metric_history").GetProperty("a/loss").GetArrayLength(), 1_900, 2_000);
        Assert.InRange(series.GetArrayLength(), 90, 100);
    }

    [Fact]
    public async Task Words_can_be_changed_after_the_end_and_a_deleted_run_comes_back()
    {
        await using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();
        string id = await RegistryHost.RunAsync(app.Services, 1);

        (await client.PatchAsJsonAsync($"/api/runs/{id}", new { name = "mine", notes = "n", tags = new { a = "1", b = "2" } })).EnsureSuccessStatusCode();
        (await client.PatchAsync($"/api/runs/{id}", JsonContent.Create(JsonDocument.Parse("""{"tags":{"a":null}}""").RootElement))).EnsureSuccessStatusCode();
        JsonElement run = await client.GetFromJsonAsync<JsonElement>($"/api/runs/{id}");
        Assert.Equal(("mine", "n", """{"b":"2"}"""), (run.GetProperty("name").GetString(), run.GetProperty("notes").GetString(), run.GetProperty("tags").ToString()));

        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync($"/api/runs/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.DeleteAsync($"/api/runs/{id}")).StatusCode);
        Assert.Empty(Ids(await client.GetFromJsonAsync<JsonElement>("/api/runs")));
        JsonElement trash = await client.GetFromJsonAsync<JsonElement>("/api/trash");
        Assert.Equal(id, trash.GetProperty("items")[0].GetProperty("id").GetString());
        Assert.Equal(4 + 48, trash.GetProperty("freeable_bytes").GetInt64());
        (await client.PostAsJsonAsync("/api/trash/restore", new { kind = "run", id })).EnsureSuccessStatusCode();
        Assert.Equal([id], Ids(await client.GetFromJsonAsync<JsonElement>("/api/runs")));
        (await client.DeleteAsync($"/api/runs/{id}")).EnsureSuccessStatusCode();
        JsonElement emptied = await (await client.DeleteAsync("/api/trash")).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((1, 4 + 48), (emptied.GetProperty("items").GetInt32(), emptied.GetProperty("freed_bytes").GetInt32()));
    }

    private static string[] Ids(JsonElement page) => [.. page.GetProperty("items").EnumerateArray().Select(r => r.GetProperty("run_id").GetString()!)];
}
