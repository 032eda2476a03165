using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

public sealed class ConceptDriftEndpointsTests
{
    private const string Address = "/api/monitoring/drift/concept";

    [SharedDataFact("california_housing.csv")]
    public async Task Numbers_are_judged_by_their_labels_and_the_level_at_promotion()
    {
        await using var app = new TrainedApp();
        string[] lines = await File.ReadAllLinesAsync(SharedData.Find("california_housing.csv"));
        int target = Array.IndexOf(lines[0].Split(','), "median_house_value");
        await app.ServeAsync("california_housing", "median_house_value");
        string[] rows = [.. lines[1..]];
        new Random(3).Shuffle(rows);

        string[][] answers = await app.PredictCsvAsync("california_housing", [lines[0], .. rows[..800]]);
        await LabelAsync(app, answers[..100].Select((answer, row) => (answer[^1], rows[row].Split(',')[target])));
        JsonElement few = await app.Client.GetFromJsonAsync<JsonElement>(Address + "?model=california_housing");

        // The second half comes from a world in which all is worth twice as much.
        await LabelAsync(app, answers[100..].Select((answer, i) => (answer[^1], Twice(rows[i + 100].Split(',')[target], i + 100 >= 400))));
        JsonElement changed = await app.Client.GetFromJsonAsync<JsonElement>(Address + "?model=california_housing");

        Assert.Equal("too_few_rows", Text(few, "verdict"));
        Assert.StartsWith("100 of 200 labelled predictions", Text(few, "message"), StringComparison.Ordinal);
        Assert.Equal(("drift", "rmse", "absolute_error", 800), (Text(changed, "verdict"), Text(changed, "metric"), Text(changed, "error"), changed.GetProperty("rows").GetInt32()));
        JsonElement adwin = changed.GetProperty("detectors")[0];
        Assert.Equal(("adwin", true), (Text(adwin, "name"), adwin.GetProperty("decides").GetBoolean()));
        Assert.Contains(adwin.GetProperty("alarms").EnumerateArray(), alarm => alarm.GetProperty("row").GetInt32() is > 400 and < 520 && alarm.GetProperty("worse").GetBoolean());
        Assert.True(changed.GetProperty("now").GetProperty("low").GetDouble() > changed.GetProperty("at_promotion").GetProperty("high").GetDouble());
        Assert.Equal(JsonValueKind.Null, changed.GetProperty("without_labels").ValueKind);
        Assert.InRange(changed.GetProperty("series").GetArrayLength(), 2, 200);
    }

    [Fact]
    public async Task It_needs_a_model_that_is_there()
    {
        using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();

        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync(Address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(Address + "?model=nobody")).StatusCode);
    }

    private static string Twice(string value, bool doubled) =>
        doubled ? (2 * double.Parse(value, System.Globalization.CultureInfo.InvariantCulture)).ToString(System.Globalization.CultureInfo.InvariantCulture) : value;

    private static async Task LabelAsync(TrainedApp app, IEnumerable<(string Id, string Actual)> labels)
    {
        object[] items = [.. labels.Select(label => (object)new { request_id = label.Id, actual = label.Actual })];
        using HttpResponseMessage answer = await app.Client.PostAsJsonAsync("/api/feedback", new { items });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static string Text(JsonElement owner, string name) => owner.GetProperty(name).GetString()!;
}
