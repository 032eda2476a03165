using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

public sealed class OpenInferenceEndpointsTests
{
    [SharedDataTheory("telco_churn.csv", "california_housing.csv")]
    [InlineData("telco_churn", "Churn", true)]
    [InlineData("california_housing", "median_house_value", false)]
    public async Task Real_rows_get_the_answers_of_batch(string dataset, string target, bool classes)
    {
        await using var app = new TrainedApp();
        await app.ServeAsync(dataset, target);
        var model = await app.Client.GetFromJsonAsync<JsonElement>($"/v2/models/{dataset}");
        JsonElement[] inputs = [.. model.GetProperty("inputs").EnumerateArray()];
        Dictionary<string, string>[] rows = Rows(SharedData.Find(dataset + ".csv"), 200);
        object?[] instances = [.. rows.Select(row => inputs.ToDictionary(Name, input => Value(row[Name(input)])))];
        using HttpResponseMessage batch = await app.Client.PostAsJsonAsync("/api/predict/batch", new { model_name = dataset, instances });
        JsonElement[] expected = [.. (await batch.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("predictions").EnumerateArray()];
        object[] columns =
        [
            .. inputs.Select((JsonElement input, int i) => new
            {
                name = Name(input),
                shape = i % 2 == 0 ? new[] { rows.Length } : [rows.Length, 1],
                datatype = "BYTES",
                data = rows.Select(row => i % 2 == 0 ? (object?)Value(row[Name(input)]) : new[] { Value(row[Name(input)]) }),
            }),
        ];

        JsonElement answer = await InferAsync(app, $"/v2/models/{dataset}/infer", new { id = "one", inputs = columns });

        Assert.Equal("one", answer.GetProperty("id").GetString());
        JsonElement prediction = Output(answer, "prediction");
        Assert.Equal(classes ? "BYTES" : "FP64", prediction.GetProperty("datatype").GetString());
        Assert.Equal(expected.Select(row => row.GetProperty("prediction").ToString()), prediction.GetProperty("data").EnumerateArray().Select(value => value.ToString()));
        if (classes)
        {
            Assert.Equal(
                expected.SelectMany(row => row.GetProperty("probabilities").EnumerateObject().Select(p => p.Value.GetDouble())),
                Output(answer, "probabilities").GetProperty("data").EnumerateArray().Select(value => value.GetDouble()));
        }

        // The truth is told by the identifiers, as after any prediction.
        string first = Output(answer, "request_id").GetProperty("data")[0].GetString()!;
        using HttpResponseMessage told = await app.Client.PostAsJsonAsync("/api/feedback", new { request_id = first, actual = rows[0][target] });
        Assert.Equal(HttpStatusCode.OK, told.StatusCode);
    }

    [SharedDataFact("telco_churn.csv")]
    public async Task A_server_and_its_models_describe_themselves()
    {
        await using var app = new TrainedApp();
        await app.ServeAsync("telco_churn", "Churn");

        var server = await app.Client.GetFromJsonAsync<JsonElement>("/v2");
        Assert.Equal(["name", "version", "extensions"], server.EnumerateObject().Select(member => member.Name));
        var model = await app.Client.GetFromJsonAsync<JsonElement>("/v2/models/telco_churn/versions/1");
        Assert.Equal(["name", "versions", "platform", "inputs", "outputs"], model.EnumerateObject().Select(member => member.Name));
        Assert.Equal("1", model.GetProperty("versions")[0].GetString());
        JsonElement tenure = model.GetProperty("inputs").EnumerateArray().Single(input => Name(input) == "tenure");
        Assert.Equal("""{"name":"tenure","datatype":"FP64","shape":[-1]}""", tenure.GetRawText());
        JsonElement probabilities = model.GetProperty("outputs").EnumerateArray().Single(output => Name(output) == "probabilities");
        Assert.Equal("""{"name":"probabilities","datatype":"FP64","shape":[-1,2],"parameters":{"class_0":"No","class_1":"Yes"}}""", probabilities.GetRawText());
        foreach (string ready in (string[])["telco_churn", "telco_churn/versions/1", "telco_churn/versions/production"])
        {
            Assert.Equal("""{"name":"telco_churn","ready":true}""", await app.Client.GetStringAsync($"/v2/models/{ready}/ready"));
        }
    }

    [Fact]
    public async Task Health_is_open_and_the_rest_is_not()
    {
        using var app = new AppFactory();
        using HttpClient client = app.CreateClient();

        Assert.Equal("""{"live":true}""", await client.GetStringAsync("/v2/health/live"));
        await Wait.UntilAsync(async () =>
        {
            using HttpResponseMessage ready = await client.GetAsync("/v2/health/ready");
            bool good = ready.StatusCode == HttpStatusCode.OK;
            Assert.Equal(good ? """{"live":true,"ready":true}""" : """{"live":true,"ready":false}""", await ready.Content.ReadAsStringAsync());
            return good;
        });
        await AssertErrorAsync(await client.GetAsync("/v2"), HttpStatusCode.Unauthorized);
        await AssertErrorAsync(await client.GetAsync("/v2/models/none"), HttpStatusCode.Unauthorized);
        await AssertErrorAsync(await client.PostAsync("/v2/models/none/infer", Json("{}")), HttpStatusCode.Unauthorized);
    }

    [SharedDataFact("telco_churn.csv")]
    public async Task Every_error_has_the_protocols_shape()
    {
        await using var app = new TrainedApp();
        await app.ServeAsync("telco_churn", "Churn");
        const string Infer = "/v2/models/telco_churn/infer";

        await AssertErrorAsync(await app.Client.GetAsync("/v2/models/none"), HttpStatusCode.NotFound);
        await AssertErrorAsync(await app.Client.GetAsync("/v2/models/none/ready"), HttpStatusCode.NotFound);
        await AssertErrorAsync(await app.Client.GetAsync("/v2/models/telco_churn/versions/7"), HttpStatusCode.NotFound);
        await AssertErrorAsync(await app.Client.GetAsync("/v2/models/telco_churn/versions/first/ready"), HttpStatusCode.NotFound);
        await AssertErrorAsync(await app.Client.GetAsync("/v2/nothing"), HttpStatusCode.NotFound);
        await AssertErrorAsync(await app.Client.PostAsync("/v2/models/none/infer", Json("{}")), HttpStatusCode.NotFound);
        await AssertErrorAsync(await app.Client.PostAsync(Infer, Json("")), HttpStatusCode.BadRequest);
        await AssertErrorAsync(await app.Client.PostAsync(Infer, Json("{\"inputs\":[]}")), HttpStatusCode.BadRequest);
        string late = await AssertErrorAsync(
            await app.Client.PostAsync(Infer, Json("""{"inputs":[{"name":"tenure","shape":[2],"datatype":"FP64","data":[1,"x"]}]}""")), HttpStatusCode.BadRequest);
        Assert.Contains("inputs[0].data[1]", late, StringComparison.Ordinal);
        using var binary = new HttpRequestMessage(HttpMethod.Post, Infer) { Content = Json("{}") };
        binary.Headers.Add("Inference-Header-Content-Length", "2");
        await AssertErrorAsync(await app.Client.SendAsync(binary), HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task A_body_may_be_as_large_as_a_batch_and_no_larger()
    {
        using var app = new AppFactory(("Serving:MaxBatchBytes", "100000"));
        using HttpClient client = app.CreateAdminClient();

        await AssertErrorAsync(await client.PostAsync("/v2/models/none/infer", Json(new string(' ', 100_001))), HttpStatusCode.RequestEntityTooLarge);
        await AssertErrorAsync(await client.PostAsync("/v2/models/none/infer", Json(new string(' ', 100_000))), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_description_has_the_protocol_with_its_own_errors()
    {
        using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();

        JsonElement paths = (await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json")).GetProperty("paths");

        JsonElement infer = paths.GetProperty("/v2/models/{name}/versions/{version}/infer").GetProperty("post");
        Assert.Equal("#/components/schemas/OpenInferenceError", infer.GetProperty("responses").GetProperty("default").GetProperty("content")
            .GetProperty("application/json").GetProperty("schema").GetProperty("$ref").GetString());
        Assert.True(paths.TryGetProperty("/v2/health/live", out _));
    }

    private static async Task<JsonElement> InferAsync(TrainedApp app, string path, object request)
    {
        using HttpResponseMessage response = await app.Client.PostAsJsonAsync(path, request);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<string> AssertErrorAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        using (response)
        {
            Assert.Equal(status, response.StatusCode);
            Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
            JsonProperty error = Assert.Single((await response.Content.ReadFromJsonAsync<JsonElement>()).EnumerateObject());
            Assert.Equal("error", error.Name);
            return error.Value.GetString()!;
        }
    }

    private static Dictionary<string, string>[] Rows(string path, int count)
    {
        using var reader = new CsvReader(File.OpenRead(path));
        reader.Read();
        string[] header = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.Text)];
        var rows = new List<Dictionary<string, string>>();
        while (rows.Count < count && reader.Read())
        {
            rows.Add(header.Select((name, i) => (name, Text: reader.Text(i))).ToDictionary(cell => cell.name, cell => cell.Text));
        }

        return [.. rows];
    }

    private static string? Value(string cell) => cell.Trim().Length == 0 ? null : cell;

    private static string Name(JsonElement tensor) => tensor.GetProperty("name").GetString()!;

    private static JsonElement Output(JsonElement answer, string name) => answer.GetProperty("outputs").EnumerateArray().Single(output => Name(output) == name);

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
