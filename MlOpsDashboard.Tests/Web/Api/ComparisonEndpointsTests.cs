using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

/// <summary>Versions answer the same rows as a job, and its report says what their own answers say.</summary>
public sealed class ComparisonEndpointsTests : IAsyncLifetime, IAsyncDisposable
{
    private const int Rows = 600;
    private static readonly string[] s_lines = [.. Lines()];

    private readonly TrainedApp _app = new();

    // Version 1 knows the feature that matters, version 2 only the other one.
    public async Task InitializeAsync()
    {
        using var upload = new MultipartFormDataContent { { new StringContent("rows"), "name" }, { new StringContent(string.Join('\n', s_lines)), "file", "rows.csv" } };
        using HttpResponseMessage stored = await _app.Client.PostAsync("/api/datasets", upload);
        stored.EnsureSuccessStatusCode();
        foreach (string feature in new[] { "x", "z" })
        {
            JsonElement job = await _app.TrainAsync(new { model_name = "m", dataset = "rows", target = "y", features = new[] { feature }, learners = new[] { "linear" }, trials = 1, ensemble = false });
            Assert.Equal("succeeded", job.GetProperty("status").GetString());
        }

        JsonElement number = await _app.TrainAsync(new { model_name = "n", dataset = "rows", target = "x", learners = new[] { "linear" }, trials = 1, ensemble = false });
        Assert.Equal("succeeded", number.GetProperty("status").GetString());
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    [Fact]
    public async Task Report_says_what_the_answers_of_the_versions_say()
    {
        using HttpResponseMessage started = await StartAsync(new { model_ids = new[] { "m:1", "m:2" }, dataset = "rows", segments = new[] { "part" } });
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        JsonElement comparison = await EndAsync(started.Headers.Location!);

        Assert.True(comparison.GetProperty("state").GetString() == "succeeded", comparison.ToString());
        JsonElement report = comparison.GetProperty("report");
        Assert.Equal(Rows, report.GetProperty("rows").GetInt32());
        (bool[] first, bool[] second) = (await RightAsync("m:1"), await RightAsync("m:2"));
        JsonElement pair = report.GetProperty("pairs")[0];
        JsonElement decisions = pair.GetProperty("decisions");
        (int onlyFirst, int onlySecond) = (first.Zip(second).Count(one => one.First && !one.Second), first.Zip(second).Count(one => !one.First && one.Second));
        Assert.Equal((onlyFirst, onlySecond), (decisions.GetProperty("only_baseline_right").GetInt32(), decisions.GetProperty("only_candidate_right").GetInt32()));
        Assert.True(onlyFirst > onlySecond && decisions.GetProperty("adjusted_p_value").GetDouble() < 0.001, decisions.ToString());
        JsonElement gain = pair.GetProperty("gains").EnumerateArray().Single(one => one.GetProperty("metric").GetString() == "accuracy");
        Assert.Equal((onlySecond - onlyFirst) / (double)Rows, gain.GetProperty("gain").GetDouble(), 1e-9);
        Assert.True(gain.GetProperty("high").GetDouble() < 0, gain.ToString());
        JsonElement areas = pair.GetProperty("areas");
        Assert.True(areas.GetProperty("difference").GetDouble() < 0 && areas.GetProperty("high").GetDouble() < 0, areas.ToString());
        Assert.Equal(first.Count(one => one), Diagonal(report.GetProperty("versions")[0]));
        Assert.Equal(["a", "b"], report.GetProperty("segments").EnumerateArray().Select(one => one.GetProperty("value").GetString()).Order());
        Assert.Contains("m:1, m:2 learned from rows of rows:1", report.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
        JsonElement listed = (await _app.Client.GetFromJsonAsync<JsonElement>("/api/comparisons")).GetProperty("items")[0];
        Assert.Equal((comparison.GetProperty("id").GetString(), JsonValueKind.Null), (listed.GetProperty("id").GetString(), listed.GetProperty("report").ValueKind));

        using HttpResponseMessage removed = await _app.Client.DeleteAsync(started.Headers.Location);
        using HttpResponseMessage gone = await _app.Client.GetAsync(started.Headers.Location);
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (removed.StatusCode, gone.StatusCode));
    }

    [Fact]
    public async Task What_cannot_be_compared_is_refused_by_the_field()
    {
        await RefusedAsync(new { model_ids = new[] { "m:1" }, dataset = "rows" }, "model_ids");
        await RefusedAsync(new { model_ids = new[] { "m:1", "m:1" }, dataset = "rows" }, "model_ids");
        await RefusedAsync(new { model_ids = new[] { "m:1", "n:1" }, dataset = "rows" }, "model_ids");
        await RefusedAsync(new { model_ids = new[] { "m:1", "m:2" } }, "dataset");
        await RefusedAsync(new { model_ids = new[] { "m:1", "m:2" }, dataset = "rows", segments = new[] { "x" } }, "segments");
        using var upload = new MultipartFormDataContent { { new StringContent("short"), "name" }, { new StringContent("x,y\n1,no\n2,yes\n3,no\n"), "file", "short.csv" } };
        using HttpResponseMessage stored = await _app.Client.PostAsync("/api/datasets", upload);
        stored.EnsureSuccessStatusCode();
        await RefusedAsync(new { model_ids = new[] { "m:1", "m:2" }, dataset = "short" }, "dataset");
        using HttpResponseMessage unknown = await StartAsync(new { model_ids = new[] { "m:1", "m:9" }, dataset = "rows" });
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    private static IEnumerable<string> Lines()
    {
        var random = new SeededRandom(11);
        yield return "x,z,part,y";
        for (int row = 0; row < Rows; row++)
        {
            double x = random.NextDouble();
            yield return FormattableString.Invariant($"{x:0.0000},{random.NextDouble():0.0000},{(row % 3 == 0 ? "a" : "b")},{(x + (0.4 * random.NextDouble()) > 0.7 ? "yes" : "no")}");
        }
    }

    private static int Diagonal(JsonElement version) => version.GetProperty("confusion").EnumerateArray().Select((row, place) => row[place].GetInt32()).Sum();

    private Task<HttpResponseMessage> StartAsync(object request) => _app.Client.PostAsJsonAsync("/api/comparisons", request);

    private async Task RefusedAsync(object request, string field)
    {
        using HttpResponseMessage reply = await StartAsync(request);
        JsonElement problem = await reply.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(reply.StatusCode == HttpStatusCode.BadRequest && problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    private async Task<JsonElement> EndAsync(Uri address)
    {
        JsonElement comparison = default;
        await Wait.UntilAsync(async () =>
        {
            comparison = await _app.Client.GetFromJsonAsync<JsonElement>(address);
            return comparison.GetProperty("state").GetString() is not ("queued" or "running");
        });
        return comparison;
    }

    // By another way: the version answers the file as a caller's.
    private async Task<bool[]> RightAsync(string modelId)
    {
        using MultipartFormDataContent form = TrainedApp.CsvFile(string.Join('\n', s_lines));
        form.Add(new StringContent(modelId), "model_id");
        using HttpResponseMessage csv = await _app.Client.PostAsync("/api/predict/batch", form);
        csv.EnsureSuccessStatusCode();
        string[][] answers = [.. (await csv.Content.ReadAsStringAsync()).TrimEnd().Split('\n').Select(line => line.TrimEnd('\r').Split(','))];
        (int truth, int said) = (Array.IndexOf(answers[0], "y"), Array.IndexOf(answers[0], "prediction"));
        return [.. answers[1..].Select(row => row[truth] == row[said])];
    }
}
