using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

/// <summary>Idempotency-Key on feedback; predictions and training have theirs in their own tests.</summary>
public sealed class IdempotencyTests
{
    [SharedDataFact("california_housing.csv")]
    public async Task Feedback_that_is_sent_again_with_its_key_gets_the_reply_it_got()
    {
        await using var app = new TrainedApp();
        await app.ServeAsync("california_housing", "median_house_value");
        string[] lines = (await File.ReadAllLinesAsync(SharedData.Find("california_housing.csv")))[..4];
        string[] ids = [.. (await app.PredictCsvAsync("california_housing", lines)).Select(row => row[^1])];
        var bulk = new { items = new[] { new { request_id = ids[0], actual = 1 }, new { request_id = "made up", actual = 1 } } };

        string first = await TellAsync(app, JsonContent.Create(bulk), "bulk", HttpStatusCode.OK);
        Assert.Equal(first, await TellAsync(app, JsonContent.Create(bulk), "bulk", HttpStatusCode.OK));
        Assert.Equal(1, JsonDocument.Parse(first).RootElement.GetProperty("accepted").GetInt32());

        // Without the key the same truths are known already.
        string plain = await TellAsync(app, JsonContent.Create(bulk), null, HttpStatusCode.OK);
        Assert.Equal((0, 1), (Int(plain, "accepted"), Int(plain, "repeated")));

        // A form has another boundary each time; the file is what counts.
        string file = $"request_id,actual\n{ids[1]},5\n";
        first = await TellAsync(app, TrainedApp.CsvFile(file), "file", HttpStatusCode.OK);
        Assert.Equal(first, await TellAsync(app, TrainedApp.CsvFile(file), "file", HttpStatusCode.OK));
        Assert.Equal(1, Int(first, "accepted"));

        string conflict = await TellAsync(app, JsonContent.Create(new { request_id = ids[2], actual = 1 }), "bulk", HttpStatusCode.Conflict);
        Assert.Contains("Idempotency-Key", conflict, StringComparison.Ordinal);
        await TellAsync(app, TrainedApp.CsvFile($"request_id,actual\n{ids[2]},5\n"), "file", HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_mistake_is_not_remembered_and_a_key_has_a_length()
    {
        await using var app = new TrainedApp();

        await TellAsync(app, JsonContent.Create(new { request_id = "made up", actual = 1 }), "a", HttpStatusCode.NotFound);
        await TellAsync(app, JsonContent.Create(new { request_id = "" }), "a", HttpStatusCode.BadRequest);
        (string Path, object Body)[] calls =
        [
            ("/api/feedback", new { request_id = "a", actual = 1 }),
            ("/api/predict", new { model_name = "a", features = new { } }),
            ("/api/training/start", new { model_name = "a", dataset = "b", target = "c" }),
        ];
        foreach ((string path, object body) in calls)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
            request.Headers.Add("Idempotency-Key", new string('k', 201));
            using HttpResponseMessage response = await app.Client.SendAsync(request);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.True((await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty("Idempotency-Key", out _), path);
        }
    }

    private static int Int(string reply, string name) => JsonDocument.Parse(reply).RootElement.GetProperty(name).GetInt32();

    private static async Task<string> TellAsync(TrainedApp app, HttpContent content, string? key, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/feedback") { Content = content };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using HttpResponseMessage response = await app.Client.SendAsync(request);
        string reply = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, reply);
        return reply;
    }
}
