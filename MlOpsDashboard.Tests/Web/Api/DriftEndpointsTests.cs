using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

public sealed class DriftEndpointsTests
{
    private const string Address = "/api/monitoring/drift";

    [SharedDataFact("telco_churn.csv")]
    public async Task A_shift_of_real_data_is_found_and_its_absence_too()
    {
        await using var app = new TrainedApp();
        await app.ServeAsync("telco_churn", "Churn");
        Assert.Equal(JsonValueKind.Null, (await app.Client.GetFromJsonAsync<JsonElement>(Address + "?model=telco_churn")).GetProperty("latest").ValueKind);
        string[] lines = await File.ReadAllLinesAsync(SharedData.Find("telco_churn.csv"));
        string[] rows = [.. lines[1..]];
        new Random(11).Shuffle(rows);

        await PredictAsync(app, [lines[0], .. rows[..150]]);
        JsonElement few = await CheckAsync(app, new { model_name = "telco_churn" });
        await PredictAsync(app, [lines[0], .. rows[150..1000]]);
        JsonElement calm = await CheckAsync(app, new { model_name = "telco_churn" });
        int charges = Array.IndexOf(lines[0].Split(','), "MonthlyCharges");
        int contract = Array.IndexOf(lines[0].Split(','), "Contract");
        await PredictAsync(app, [lines[0], .. rows[1000..2000].Select(row => Shift(row, charges, contract))]);
        JsonElement moved = await CheckAsync(app, new { model_name = "telco_churn", dataset = (string?)null, rows = 1000, from = (string?)null, to = (string?)null });

        Assert.Equal(("too_few_rows", 150), (Text(few, "verdict"), few.GetProperty("rows").GetInt32()));
        Assert.Equal(("none", 1000, 0.0), (Text(calm, "verdict"), calm.GetProperty("rows").GetInt32(), calm.GetProperty("share_drifted").GetDouble()));
        Assert.Equal(19, calm.GetProperty("features").GetArrayLength());
        Assert.False(calm.GetProperty("prediction").GetProperty("drifted").GetBoolean());
        Assert.Equal(("drift", 1), (Text(moved, "verdict"), moved.GetProperty("model_version").GetInt32()));
        JsonElement[] features = [.. moved.GetProperty("features").EnumerateArray()];
        Assert.Equal(["Contract", "MonthlyCharges"], features.Where(one => one.GetProperty("drifted").GetBoolean()).Select(one => Text(one, "name")).Order());
        Assert.Equal(2.0 / 19, moved.GetProperty("share_drifted").GetDouble(), 12);
        Assert.Equal(["jensen_shannon", "wasserstein"], features[..2].Select(one => Text(one, "method")).Order());
        Assert.All(features[..2], one => Assert.True(one.GetProperty("score").GetDouble() >= one.GetProperty("threshold").GetDouble()));

        JsonElement kept = await app.Client.GetFromJsonAsync<JsonElement>(Address + "?model=telco_churn");
        Assert.Equal(Text(moved, "id"), Text(kept.GetProperty("latest"), "id"));
        Assert.Equal(["drift", "none", "too_few_rows"], kept.GetProperty("history").EnumerateArray().Select(one => Text(one, "verdict")));

        JsonElement data = await CheckAsync(app, new { model_name = "telco_churn", dataset = "telco_churn" });
        Assert.Equal(("none", 7043, "telco_churn:1"), (Text(data, "verdict"), data.GetProperty("rows").GetInt32(), Text(data, "source")));
        Assert.False(data.GetProperty("prediction").GetProperty("drifted").GetBoolean());

        using HttpResponseMessage html = await app.Client.GetAsync($"{Address}/{Text(moved, "id")}/report.html");
        string page = await html.Content.ReadAsStringAsync();
        Assert.Equal(("text/html", moved.ToString()), (html.Content.Headers.ContentType?.MediaType, (await app.Client.GetFromJsonAsync<JsonElement>($"{Address}/{Text(moved, "id")}")).ToString()));
        Assert.Contains(System.Text.Encodings.Web.HtmlEncoder.Default.Encode(Text(moved, "message")!), page, StringComparison.Ordinal);
        Assert.Contains("<figcaption>MonthlyCharges", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Client.GetAsync(Address + "/none/report.html")).StatusCode);

        using HttpResponseMessage changed = await app.Client.PutAsJsonAsync(
            Address + "/settings/telco_churn", new { distance_threshold = 0.3, feature_thresholds = new Dictionary<string, double> { ["Contract"] = 5 }, schedule = "0 * * * *" });
        JsonElement settings = await changed.Content.ReadFromJsonAsync<JsonElement>();
        using HttpResponseMessage simulated = await app.Client.PostAsJsonAsync(
            Address + "/simulate", new { model_name = "telco_churn", changes = new[] { new { feature = "MonthlyCharges", kind = "shift", amount = 2.0 }, new { feature = "Contract", kind = "swap", amount = 0.5 } } });
        JsonElement simulation = (await simulated.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("report");
        Assert.Equal((0.3, 0), (settings.GetProperty("distance_threshold").GetDouble(), settings.GetProperty("next_check_at").GetDateTimeOffset().Minute));
        Assert.Equal(["MonthlyCharges"], simulation.GetProperty("features").EnumerateArray().Where(one => one.GetProperty("drifted").GetBoolean()).Select(one => Text(one, "name")));
        using HttpResponseMessage unknown = await app.Client.PutAsJsonAsync(Address + "/settings/telco_churn", new { treshold = 0.3 });
        using HttpResponseMessage unfit = await app.Client.PostAsJsonAsync(Address + "/simulate", new { model_name = "telco_churn", changes = new[] { new { feature = "Contract", kind = "scale", amount = 2 } } });
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (unknown.StatusCode, unfit.StatusCode));
        Assert.Contains("changes", await unfit.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", 400, "model_name")]
    [InlineData("""{"model_name":"nobody"}""", 404, null)]
    [InlineData("""{"model_name":"nobody","rows":1000000001}""", 400, "rows")]
    [InlineData("""{"model_name":"nobody","from":"2026-02-01T00:00:00Z","to":"2026-01-01T00:00:00Z"}""", 400, "from")]
    [InlineData("""{"model_name":"nobody","dataset":"d","from":"2026-02-01T00:00:00Z"}""", 400, "from")]
    [InlineData("""{"model_name":"nobody","rows":"many"}""", 400, null)]
    public async Task What_cannot_be_checked_is_told(string body, int status, string? field)
    {
        using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();
        using HttpResponseMessage answer = await client.PostAsync(Address + "/check", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        JsonElement problem = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
        Assert.True(field is null || problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    [Fact]
    public async Task A_history_needs_a_model_that_is_there()
    {
        using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();

        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync(Address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(Address + "?model=nobody")).StatusCode);
    }

    // A third dearer, and every other one with a contract of another length.
    private static string Shift(string row, int charges, int contract)
    {
        string[] fields = row.Split(',');
        fields[charges] = (double.Parse(fields[charges], CultureInfo.InvariantCulture) * 1.3).ToString("0.00", CultureInfo.InvariantCulture);
        fields[contract] = fields[contract] == "Month-to-month" ? "Two year" : "Month-to-month";
        return string.Join(',', fields);
    }

    private static async Task PredictAsync(TrainedApp app, IEnumerable<string> lines)
    {
        await app.PredictCsvAsync("telco_churn", lines);
        var log = app.Services.GetRequiredService<PredictionLog>();
        await Wait.UntilAsync(() => log.Stored == log.Accepted);
    }

    private static async Task<JsonElement> CheckAsync(TrainedApp app, object body)
    {
        using HttpResponseMessage answer = await app.Client.PostAsJsonAsync(Address + "/check", body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static string? Text(JsonElement owner, string name) => owner.GetProperty(name).GetString();
}
