using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

public sealed class PredictEndpointsTests
{
    private const string House =
        """{"longitude":-122.23,"latitude":37.88,"housing_median_age":41,"total_rooms":880,"total_bedrooms":null,"population":322,"households":126,"median_income":8.3252,"ocean_proximity":"NEAR BAY"}""";

    [SharedDataFact("california_housing.csv")]
    public async Task A_regression_is_served_in_every_form()
    {
        await using var app = new TrainedApp();
        await app.ServeAsync("california_housing", "median_house_value");

        JsonElement answer = await PredictAsync(app, $$"""{"model_name":"california_housing","features":{{House}}}""");
        Assert.InRange(answer.GetProperty("prediction").GetDouble(), 100_000, 700_000);
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("confidence").ValueKind);
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("probabilities").ValueKind);

        JsonElement array = await PredictAsync(app, """{"model_name":"california_housing","features":[-122.23,37.88,41,880,null,322,126,"8.3252","NEAR BAY"]}""");
        Assert.Equal(answer.GetProperty("prediction").GetDouble(), array.GetProperty("prediction").GetDouble());

        using HttpResponseMessage batch = await app.Client.PostAsync("/api/predict/batch", Json($$"""{"model_id":"california_housing:1","instances":[{{House}},{{House}}]}"""));
        JsonElement predictions = (await batch.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("predictions");
        Assert.Equal(2, predictions.GetArrayLength());
        Assert.Equal(answer.GetProperty("prediction").GetDouble(), predictions[1].GetProperty("prediction").GetDouble());

        string[] lines = (await File.ReadAllLinesAsync(SharedData.Find("california_housing.csv")))[..3];
        using var form = new MultipartFormDataContent { { new StringContent("california_housing"), "model_name" } };
        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(string.Join('\n', lines))), "file", "houses.csv");
        using HttpResponseMessage csv = await app.Client.PostAsync("/api/predict/batch", form);
        Assert.Equal("text/csv", csv.Content.Headers.ContentType?.MediaType);
        string[] rows = (await csv.Content.ReadAsStringAsync()).TrimEnd().Split('\n');
        Assert.Equal(lines[0] + ",prediction,request_id", rows[0]);
        Assert.StartsWith(lines[2] + ",", rows[2], StringComparison.Ordinal);

        var health = await app.Client.GetFromJsonAsync<JsonElement>("/api/predict/health");
        Assert.Equal("healthy", health.GetProperty("status").GetString());
        Assert.Contains(health.GetProperty("models").EnumerateArray(), model => model.GetProperty("model_stage").GetString() == "production");
    }

    [SharedDataFact("california_housing.csv")]
    public async Task Mistakes_are_4xx_that_name_the_field()
    {
        await using var app = new TrainedApp();
        await app.ServeAsync("california_housing", "median_house_value");
        (string Body, string Field)[] mistakes =
        [
            ("""{"model_name":"california_housing","features":{}}""", "features.longitude"),
            ($$"""{"model_name":"california_housing","features":{{House.Replace("37.88", "\"north\"", StringComparison.Ordinal)}}}""", "features.latitude"),
            ($$"""{"model_name":"california_housing","features":{{House.Replace("37.88", "true", StringComparison.Ordinal)}}}""", "features.latitude"),
            ($$"""{"model_name":"california_housing","features":{{House.Replace("37.88", "1e999", StringComparison.Ordinal)}}}""", "features.latitude"),
            ($$"""{"model_name":"california_housing","features":{{House.Replace("latitude", "altitude", StringComparison.Ordinal)}}}""", "features.altitude"),
            ("""{"model_name":"california_housing","features":[1]}""", "features"),
            ("""{"model_name":"california_housing"}""", "features"),
            ("""{"model_name":"california_housing","features":{"longitude":NaN}}""", "body"),
            ("""{"model_name":7,"features":{}}""", "model_name"),
            ("""{"features":{}}""", "model_name"),
            ("""{"model_id":"california_housing:first","features":{}}""", "model_id"),
            ("[]", "body"),
            ("", "body"),
        ];
        foreach ((string body, string field) in mistakes)
        {
            using HttpResponseMessage response = await app.Client.PostAsync("/api/predict", Json(body));

            Assert.True(response.StatusCode == HttpStatusCode.BadRequest, $"{body}: {response.StatusCode}");
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
            var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Contains(field, problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        }

        using var form = new MultipartFormDataContent { { new StringContent("california_housing"), "model_name" } };
        using HttpResponseMessage noFile = await app.Client.PostAsync("/api/predict/batch", form);
        Assert.Equal(HttpStatusCode.BadRequest, noFile.StatusCode);
    }

    [Fact]
    public async Task What_cannot_be_answered_says_why()
    {
        await using var app = new TrainedApp();

        Assert.Equal(HttpStatusCode.NotFound, (await app.Client.PostAsync("/api/predict", Json("""{"model_name":"none","features":{}}"""))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Client.PostAsync("/api/predict", Json("""{"model_id":"none:1","features":{}}"""))).StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await app.Client.PostAsync("/api/predict", new StringContent("a=1"))).StatusCode);
        string huge = """{"model_name":"none","features":{"x":"?"}}""".Replace("?", new string('x', 2 << 20), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await app.Client.PostAsync("/api/predict", Json(huge))).StatusCode);
    }

    [SharedDataFact("telco_churn.csv")]
    public async Task A_repeated_request_with_one_key_gets_the_same_answer()
    {
        await using var app = new TrainedApp();
        await app.ServeAsync("telco_churn", "Churn");
        string[] header = File.ReadLines(SharedData.Find("telco_churn.csv")).First().Split(',');
        string[] row = File.ReadLines(SharedData.Find("telco_churn.csv")).Skip(1).First().Split(',');
        var features = header.Zip(row).ToDictionary(pair => pair.First, pair => pair.Second);
        string body = JsonSerializer.Serialize(new { model_name = "telco_churn", features });
        app.Client.DefaultRequestHeaders.Add("Idempotency-Key", "once");

        JsonElement first = await PredictAsync(app, body);
        JsonElement second = await PredictAsync(app, body);

        Assert.Equal(first.GetRawText(), second.GetRawText());
        Assert.Equal("once", first.GetProperty("request_id").GetString());
        Assert.Contains(first.GetProperty("prediction").GetString(), (string[])["Yes", "No"]);
    }

    private static async Task<JsonElement> PredictAsync(TrainedApp app, string body)
    {
        using HttpResponseMessage response = await app.Client.PostAsync("/api/predict", Json(body));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
}
