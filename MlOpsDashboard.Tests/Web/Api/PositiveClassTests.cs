using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using MlOpsDashboard.Tests.Support.OnnxRuntime;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

/// <summary>The positive class of two: named or by default, and all that is of it.</summary>
public sealed class PositiveClassTests
{
    [Theory]
    [InlineData(null, "Stayed", "Stayed (default: the last in order)", "default: the last in order")]
    [InlineData("Stayed", "Stayed", "Stayed", "named in the request")]
    [InlineData("Churned", "Churned", "Churned", "named in the request")]
    public async Task Figures_threshold_and_feedback_are_of_the_positive_class(string? asked, string positive, string words, string source)
    {
        await using var app = new TrainedApp();
        JsonElement job = await ChurnTable.TrainAsync(app, asked);
        string modelId = job.GetProperty("model_id").GetString()!;
        JsonElement version = await app.Client.GetFromJsonAsync<JsonElement>($"/api/models/{modelId}");
        string other = positive == "Stayed" ? "Churned" : "Stayed";

        JsonElement signature = version.GetProperty("signature");
        Assert.Equal([other, positive], signature.GetProperty("classes").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal((positive, asked is null), (signature.GetProperty("positive_class").GetString(), signature.GetProperty("positive_class_is_default").GetBoolean()));
        JsonElement parameters = version.GetProperty("parameters");
        Assert.Equal((positive, source), (Text(parameters, "positive_class"), Text(parameters, "positive_class_source")));
        Assert.Equal(asked, job.GetProperty("request").TryGetProperty("positive_class", out JsonElement kept) ? kept.GetString() : null);
        Assert.Contains($"Positive class: {words}.", await LogAsync(app, job));

        string[][] answers = await ChurnTable.PredictAsync(app, modelId);
        BinaryFigures figures = FiguresOf(answers, positive);
        double threshold = double.Parse(Text(parameters, "decision_threshold"), CultureInfo.InvariantCulture);
        Assert.Equal(figures.Scores.Select(score => score >= threshold), figures.Said);
        Same(figures, name => version.GetProperty("metrics").GetProperty(name).GetDouble());

        string truths = "request_id,actual\n" + string.Join('\n', answers[1..].Select(row => $"{row[^1]},{row[2]}"));
        using MultipartFormDataContent file = TrainedApp.CsvFile(truths);
        using HttpResponseMessage told = await app.Client.PostAsync("/api/feedback", file);
        told.EnsureSuccessStatusCode();
        JsonElement live = (await app.Client.GetFromJsonAsync<JsonElement>("/api/monitoring/quality?model=churned&hours=1")).GetProperty("versions")[0];
        Assert.Equal(ChurnTable.Held, live.GetProperty("judged").GetInt32());
        Same(figures, name => live.GetProperty("metrics").GetProperty(name).GetProperty("value").GetDouble());
    }

    [Fact]
    public async Task Either_class_is_found_as_well_whichever_is_positive()
    {
        await using var app = new TrainedApp();

        JsonElement churned = await MetricsAsync("Churned");
        JsonElement stayed = await MetricsAsync("Stayed");

        Assert.Equal(churned.GetProperty("roc_auc").GetDouble(), stayed.GetProperty("roc_auc").GetDouble(), 0.01);
        Assert.Equal(churned.GetProperty("brier").GetDouble(), stayed.GetProperty("brier").GetDouble(), 0.01);
        Assert.InRange(churned.GetProperty("pr_auc").GetDouble(), 0.2, 0.9);
        Assert.InRange(stayed.GetProperty("pr_auc").GetDouble(), 0.95, 1);

        async Task<JsonElement> MetricsAsync(string positive)
        {
            string modelId = (await ChurnTable.TrainAsync(app, positive)).GetProperty("model_id").GetString()!;
            return (await app.Client.GetFromJsonAsync<JsonElement>($"/api/models/{modelId}")).GetProperty("metrics");
        }
    }

    [Fact]
    public async Task Explanation_curves_and_onnx_are_of_it_too()
    {
        await using var app = new TrainedApp();
        JsonElement job = await ChurnTable.TrainAsync(app, "Churned");
        string modelId = job.GetProperty("model_id").GetString()!;

        using HttpResponseMessage explained = await app.Client.PostAsJsonAsync(
            "/api/predict", new { model_id = modelId, features = new { x = 2.5, z = 1.0 }, explain = true });
        JsonElement answer = await explained.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("Churned", "Churned"), (Text(answer, "prediction"), Text(answer.GetProperty("explanation"), "class")));
        Assert.True(Contribution(answer, "x") > 0, "A large x makes Churned likelier.");

        string run = $"/api/runs/{job.GetProperty("run_id").GetString()}";
        JsonElement curve = await app.Client.GetFromJsonAsync<JsonElement>($"{run}/artifacts/pr_curve.json");
        Assert.Equal("Churned", Text(curve.GetProperty("series").EnumerateArray().Single(), "label"));

        using var session = new OnnxSession(await app.Client.GetByteArrayAsync($"/api/models/{modelId}/onnx"));
        Assert.Equal(("Churned", """["Stayed","Churned"]"""), (session.Metadata("positive_class"), session.Metadata("classes")));
        string[][] expected = (await ChurnTable.PredictAsync(app, modelId))[1..];
        OnnxValue[] actual = session.Run(new Dictionary<string, OnnxValue>(StringComparer.Ordinal) { ["x"] = Column(0), ["z"] = Column(1) });
        Assert.Equal(expected.Select(row => row[3]), (string[])actual[0].Values);
        Assert.All(expected.Index(), row => Assert.Equal(Number(row.Item[6]), ((float[])actual[1].Values)[(2 * row.Index) + 1], 1e-5));

        OnnxValue Column(int index) => OnnxValue.Column(Array.ConvertAll(expected, row => (float)Number(row[index])));
    }

    [Fact]
    public async Task A_version_whose_signature_says_nothing_of_it_has_the_default()
    {
        using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();
        await ServingHost.PromoteAsync(app.Services, "shop", 1);

        JsonElement signature = (await client.GetFromJsonAsync<JsonElement>("/api/models/shop:1")).GetProperty("signature");

        Assert.Equal(
            (signature.GetProperty("classes")[1].GetString(), true),
            (signature.GetProperty("positive_class").GetString(), signature.GetProperty("positive_class_is_default").GetBoolean()));
    }

    [Theory]
    [InlineData("False", "True", "false", "False")]
    [InlineData("False", "True", "0", "False")]
    [InlineData("False", "True", "\" TRUE\"", "True")]
    [InlineData("0", "1", "0.0", "0")]
    [InlineData("0", "1", "false", "0")]
    [InlineData("0", "1", "\"1\"", "1")]
    [InlineData("007", "008", "\"007\"", "007")]
    [InlineData("007", "008", "7", "007")]
    [InlineData("No", "no", "\"No\"", "No")]
    public async Task A_form_of_a_class_is_the_class_as_the_data_spells_it(string first, string second, string asked, string positive)
    {
        await using var app = new TrainedApp();
        await StoreAsync(app, row => row % 3 == 0 ? first : second);

        using HttpResponseMessage started = await StartAsync(app, asked, "once");
        using HttpResponseMessage again = await StartAsync(app, asked, "once");

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (started.StatusCode, again.StatusCode));
        Assert.Equal(started.Headers.Location, again.Headers.Location);
        JsonElement job = await app.Client.GetFromJsonAsync<JsonElement>(started.Headers.Location);
        Assert.Equal(positive, Text(job.GetProperty("request"), "positive_class"));
    }

    [Theory]
    [InlineData("\"maybe\"")]
    [InlineData("\"\"")]
    [InlineData("\"NO\"")]
    [InlineData("3")]
    [InlineData("[\"No\"]")]
    public async Task What_is_no_class_is_refused_and_the_classes_are_told(string asked)
    {
        await using var app = new TrainedApp();
        await StoreAsync(app, row => row % 3 == 0 ? "No" : "no");

        using HttpResponseMessage response = await StartAsync(app, asked);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        JsonElement error = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().Single().Value[0];
        Assert.Contains(asked[0] == '[' ? "a string, a number or a boolean" : "No or no", error.GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_target_of_which_every_row_is_a_class_of_its_own_is_refused_with_that_reason()
    {
        await using var app = new TrainedApp();
        await StoreAsync(app, row => $"w{row}");

        using HttpResponseMessage response = await StartAsync(app, "null");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        JsonElement errors = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        Assert.StartsWith("'y' has a class of its own in every row", errors.GetProperty("target")[0].GetString(), StringComparison.Ordinal);
        Assert.Empty((await app.Client.GetFromJsonAsync<JsonElement>("/api/training/jobs")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Too_few_rows_with_a_target_are_refused_before_anything_is_queued()
    {
        await using var app = new TrainedApp();
        await StoreAsync(app, row => row > 8 ? "" : row % 2 == 0 ? "a" : "b");

        using HttpResponseMessage response = await StartAsync(app, "null");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("There are 9 rows with a value of 'y'", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task StoreAsync(TrainedApp app, Func<int, string> label)
    {
        string csv = "x,z,y\n" + string.Concat(Enumerable.Range(0, 100).Select(row => $"{row * 37 % 101},{row % 7},{label(row)}\n"));
        using var form = new MultipartFormDataContent { { new StringContent("table"), "name" }, { new StringContent(csv), "file", "table.csv" } };
        using HttpResponseMessage stored = await app.Client.PostAsync("/api/datasets", form);
        stored.EnsureSuccessStatusCode();
    }

    private static async Task<HttpResponseMessage> StartAsync(TrainedApp app, string positive, string? key = null)
    {
        string body = $$"""{ "model_name": "m", "dataset": "table", "target": "y", "learners": ["baseline"], "trials": 1, "positive_class": {{positive}} }""";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/training/start") { Content = new StringContent(body, null, "application/json") };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await app.Client.SendAsync(request);
    }

    private static BinaryFigures FiguresOf(string[][] answers, string positive)
    {
        int score = Array.IndexOf(answers[0], $"probability_{positive}");
        string[][] rows = answers[1..];
        return new BinaryFigures(
            Array.ConvertAll(ChurnTable.Truths, truth => truth == positive),
            Array.ConvertAll(rows, row => Number(row[score])),
            Array.ConvertAll(rows, row => row[3] == positive));
    }

    private static void Same(BinaryFigures figures, Func<string, double> told)
    {
        Assert.Equal(figures.Precision, told("precision"), 1e-9);
        Assert.Equal(figures.Recall, told("recall"), 1e-9);
        Assert.Equal(figures.F1, told("f1"), 1e-9);
        Assert.Equal(figures.MatthewsCorrelation, told("mcc"), 1e-9);
        Assert.Equal(figures.RocAuc, told("roc_auc"), 1e-9);
        Assert.Equal(figures.PrAuc, told("pr_auc"), 1e-9);
    }

    private static async Task<string[]> LogAsync(TrainedApp app, JsonElement job) =>
    [
        .. (await app.Client.GetFromJsonAsync<JsonElement>($"/api/training/logs/{Text(job, "job_id")}")).GetProperty("lines").EnumerateArray()
            .Select(line => Text(line, "message")),
    ];

    private static double Contribution(JsonElement answer, string feature) => answer.GetProperty("explanation").GetProperty("contributions").EnumerateArray()
        .Single(one => Text(one, "feature") == feature).GetProperty("contribution").GetDouble();

    private static string Text(JsonElement owner, string name) => owner.GetProperty(name).GetString()!;

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
