using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

public sealed class FeedbackEndpointsTests
{
    [SharedDataFact("california_housing.csv")]
    public async Task Truths_come_one_by_one_in_bulk_and_by_file_and_are_judged()
    {
        await using var app = new TrainedApp();
        await app.ServeAsync("california_housing", "median_house_value");
        string[] lines = (await File.ReadAllLinesAsync(SharedData.Find("california_housing.csv")))[..31];
        string[][] rows = await app.PredictCsvAsync("california_housing", lines);
        int target = Array.IndexOf(lines[0].Split(','), "median_house_value");
        (string Id, string Actual)[] truths = [.. rows.Select(row => (row[^1], row[target]))];

        Assert.Equal(HttpStatusCode.OK, await TellAsync(app, new { request_id = truths[0].Id, actual = truths[0].Actual }));
        Assert.Equal(HttpStatusCode.OK, await TellAsync(app, new { request_id = truths[0].Id, actual = truths[0].Actual }));
        Assert.Equal(HttpStatusCode.Conflict, await TellAsync(app, new { request_id = truths[0].Id, actual = 1 }));
        Assert.Equal(HttpStatusCode.NotFound, await TellAsync(app, new { request_id = "made up", actual = 1 }));
        Assert.Equal(HttpStatusCode.BadRequest, await TellAsync(app, new { request_id = truths[1].Id, actual = "NaN" }));
        Assert.Equal(HttpStatusCode.BadRequest, await TellAsync(app, new { request_id = truths[1].Id }));

        JsonElement bulk = await ReplyAsync(app, JsonContent.Create(new { items = truths[..11].Select(truth => new { request_id = truth.Id, actual = truth.Actual }).Append(new { request_id = "made up", actual = "1" }) }));
        Assert.Equal((10, 1, 1), (Int(bulk, "accepted"), Int(bulk, "repeated"), Int(bulk, "problem_count")));
        Assert.Equal("unknown", bulk.GetProperty("problems")[0].GetProperty("status").GetString());
        Assert.Equal(11, bulk.GetProperty("problems")[0].GetProperty("place").GetInt32());

        string file = "actual,request_id\r\n" + string.Join("\r\n", truths.Select(truth => $"{truth.Actual},\"{truth.Id}\"")) + "\r\nx,y\r\n";
        JsonElement late = await ReplyAsync(app, TrainedApp.CsvFile(file));
        Assert.Equal((19, 11, 1), (Int(late, "accepted"), Int(late, "repeated"), Int(late, "problem_count")));
        Assert.Equal(32, late.GetProperty("problems")[0].GetProperty("place").GetInt32());

        JsonElement quality = (await app.Client.GetFromJsonAsync<JsonElement>("/api/monitoring/quality?model=california_housing&hours=1")).GetProperty("versions")[0];
        Assert.Equal(30, quality.GetProperty("labelled").GetInt32());
        double expected = Math.Sqrt(rows.Average(row => Math.Pow(Number(row[target]) - Number(row[^2]), 2)));
        JsonElement rmse = quality.GetProperty("metrics").GetProperty("rmse");
        Assert.Equal(expected, rmse.GetProperty("value").GetDouble(), expected * 1e-5);
        Assert.True(rmse.GetProperty("low").GetDouble() < expected && expected < rmse.GetProperty("high").GetDouble());

        JsonElement page = await app.Client.GetFromJsonAsync<JsonElement>("/api/predictions?model=california_housing&labelled=true&order=uncertain&limit=29");
        JsonElement item = page.GetProperty("items")[0];
        Assert.Equal(rows[^1][^1], item.GetProperty("request_id").GetString());
        Assert.Equal(Number(rows[^1][target]), item.GetProperty("actual").GetDouble());
        Assert.Equal(Number(rows[^1][^2]), item.GetProperty("prediction").GetDouble(), 1e-3);
        Assert.Equal(rows[^1][0], item.GetProperty("features").GetProperty(lines[0].Split(',')[0]).GetString());
        Assert.Single((await app.Client.GetFromJsonAsync<JsonElement>(
            $"/api/predictions?model=california_housing&order=uncertain&labelled=true&cursor={page.GetProperty("next_cursor").GetString()}")).GetProperty("items").EnumerateArray());

        await Wait.UntilAsync(async () => (await InputsAsync(app)) is [var inputs] && inputs.GetProperty("rows").GetInt32() == 30);
        JsonElement rooms = (await InputsAsync(app))[0].GetProperty("features").EnumerateArray().First();
        Assert.Equal((0, "numeric"), (rooms.GetProperty("refused").GetProperty("count").GetInt32(), rooms.GetProperty("type").GetString()));
        Assert.Equal(JsonValueKind.Null, rooms.GetProperty("unseen").ValueKind);
        Assert.True(rooms.GetProperty("training_min").GetDouble() < rooms.GetProperty("training_max").GetDouble());

        Assert.Equal(HttpStatusCode.Created, await MakeAsync(app, new { model_name = "california_housing" }, 30));
        Assert.Equal(HttpStatusCode.OK, await MakeAsync(app, new { model_name = "california_housing" }, 30));
        Assert.Equal(HttpStatusCode.Created, await MakeAsync(app, new { model_name = "california_housing", dataset = "all", include_original = true }, 20_670));
    }

    [Theory]
    [InlineData("{}", 400, "model_name")]
    [InlineData("{\"model_name\":\"nobody\"}", 404, null)]
    [InlineData("{\"model_name\":\"a\",\"from\":\"2026-01-02T00:00:00Z\",\"to\":\"2026-01-01T00:00:00Z\"}", 400, "from")]
    public async Task A_data_set_that_cannot_be_made_is_told_why(string body, int status, string? field)
    {
        using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();

        using HttpResponseMessage response = await client.PostAsync("/api/feedback/dataset", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.True(field is null || (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _));
    }

    [Theory]
    [InlineData("", "model")]
    [InlineData("?model=a&order=oldest", "order")]
    [InlineData("?model=a&limit=0", "limit")]
    [InlineData("?model=a&cursor=x", "cursor")]
    [InlineData("?model=a&labelled=perhaps", null)]
    public async Task A_listing_that_makes_no_sense_is_refused(string query, string? field)
    {
        using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();

        using HttpResponseMessage response = await client.GetAsync("/api/predictions" + query);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.True(field is null || (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _));
    }

    [Theory]
    [InlineData("{", "body")]
    [InlineData("[]", "body")]
    [InlineData("{\"items\":[]}", "items")]
    [InlineData("{\"items\":[1]}", "items[0]")]
    [InlineData("{\"items\":[{\"request_id\":5,\"actual\":1}]}", "items[0].request_id")]
    [InlineData("{\"items\":[{\"request_id\":\"a\",\"actual\":null}]}", "items[0].actual")]
    [InlineData("{\"request_id\":\"\",\"actual\":1}", "request_id")]
    public async Task Mistakes_are_told_by_their_field(string body, string field)
    {
        using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();

        using HttpResponseMessage response = await client.PostAsync("/api/feedback", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.True((await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _));
    }

    [Theory]
    [InlineData("request_id,label\na,1\n", "Line 1")]
    [InlineData("request_id,actual\na,1\nb\n", "Line 3")]
    [InlineData("", "The file is empty.")]
    public async Task A_faulty_file_is_told_by_its_line(string text, string place)
    {
        using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();

        using HttpResponseMessage response = await client.PostAsync("/api/feedback", TrainedApp.CsvFile(text));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(place, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<JsonElement[]> InputsAsync(TrainedApp app) =>
        [.. (await app.Client.GetFromJsonAsync<JsonElement>("/api/monitoring/data-quality?hours=1")).GetProperty("versions").EnumerateArray()];

    private static async Task<HttpStatusCode> MakeAsync(TrainedApp app, object body, int rows)
    {
        using HttpResponseMessage response = await app.Client.PostAsJsonAsync("/api/feedback/dataset", body);
        JsonElement reply = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(30, Int(reply, "labelled"));
        Assert.Equal(rows, reply.GetProperty("version").GetProperty("rows").GetInt32());
        return response.StatusCode;
    }

    private static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static int Int(JsonElement reply, string name) => reply.GetProperty(name).GetInt32();

    private static async Task<HttpStatusCode> TellAsync(TrainedApp app, object item)
    {
        using HttpResponseMessage response = await app.Client.PostAsJsonAsync("/api/feedback", item);
        return response.StatusCode;
    }

    private static async Task<JsonElement> ReplyAsync(TrainedApp app, HttpContent content)
    {
        using HttpResponseMessage response = await app.Client.PostAsync("/api/feedback", content);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
