using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

/// <summary>Steps of every kind, from the request to all ways of asking the model.</summary>
public sealed class FeatureStepEndpointsTests
{
    private const int Rows = 400;

    private static readonly string[] s_words = ["great", "service", "slow", "broken", "again", "quick", "delivery", "box", "friendly", "never"];

    [Fact]
    public async Task The_kinds_are_listed()
    {
        using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();

        JsonElement kinds = await client.GetFromJsonAsync<JsonElement>("/api/training/feature-steps");

        Assert.Equal(
            ["target_encoding", "cross", "binning", "text"],
            kinds.GetProperty("items").EnumerateArray().Select(kind => kind.GetProperty("kind").GetString()));
    }

    [Fact]
    public async Task A_model_with_steps_answers_the_same_whatever_way_it_is_asked()
    {
        await using var app = new TrainedApp();
        string csv = Csv();
        await app.Services.GetRequiredService<DatasetService>().StoreAsync(
            new DatasetUpload("reviews", "reviews.csv"), new MemoryStream(Encoding.UTF8.GetBytes(csv)), "ada", default);
        JsonElement job = await app.TrainAsync(new
        {
            model_name = "reviews",
            dataset = "reviews",
            target = "good",
            learners = new[] { "linear" },
            trials = 1,
            feature_steps = new object[]
            {
                new { kind = "target_encoding", columns = new[] { "shop" } },
                new { kind = "cross", columns = new[] { "shop", "kind" }, parameters = new { encoding = "target" } },
                new { kind = "binning", columns = new[] { "price" }, parameters = new { bins = 5 } },
                new { kind = "text", columns = new[] { "review" }, parameters = new { slots = "64" } },
            },
        });
        Assert.Equal("succeeded", job.GetProperty("status").GetString());
        string modelId = job.GetProperty("model_id").GetString()!;
        await app.Services.GetRequiredService<RegistryService>().PromoteAsync(modelId, ModelStage.Staging, null, "ada", default);
        JsonElement version = await app.Client.GetFromJsonAsync<JsonElement>($"/api/models/{modelId}");
        Assert.Equal(4, version.GetProperty("signature").GetProperty("steps").GetArrayLength());
        Assert.Equal("text of review (ngrams 2, slots 64)", version.GetProperty("parameters").GetProperty("feature_step_4").GetString());
        Assert.InRange(version.GetProperty("metrics").GetProperty("roc_auc").GetDouble(), 0.8, 1);

        Dictionary<string, string>[] rows = Instances(csv);
        JsonElement batch = await PostAsync(app, "/api/predict/batch", new { model_id = modelId, instances = rows });
        double[] expected = [.. batch.GetProperty("predictions").EnumerateArray().Select(Yes)];
        Assert.True(expected.Distinct().Count() > Rows / 10);
        for (int row = 0; row < 5; row++)
        {
            JsonElement one = await PostAsync(app, "/api/predict", new { model_id = modelId, features = rows[row], explain = true });
            Assert.Equal(expected[row], Yes(one), 1e-6);
            Assert.Equal(
                ["kind", "price", "review", "shop"],
                one.GetProperty("explanation").GetProperty("contributions").EnumerateArray().Select(part => part.GetProperty("feature").GetString()).Order(StringComparer.Ordinal));
        }

        object[] columns = [.. rows[0].Keys.Select(name => new { name, shape = new[] { Rows }, datatype = "BYTES", data = rows.Select(row => row[name]) })];
        JsonElement inferred = await PostAsync(app, "/v2/models/reviews/versions/1/infer", new { inputs = columns });
        JsonElement probabilities = inferred.GetProperty("outputs").EnumerateArray().Single(output => output.GetProperty("name").GetString() == "probabilities");
        Assert.Equal(expected, probabilities.GetProperty("data").EnumerateArray().Select(value => value.GetDouble()).Where((_, i) => i % 2 == 1));

        using var whole = new MultipartFormDataContent { { new StringContent(modelId), "model_id" }, { new ByteArrayContent(Encoding.UTF8.GetBytes(csv)), "file", "rows.csv" } };
        using HttpResponseMessage answered = await app.Client.PostAsync("/api/predict/batch", whole);
        Assert.Equal(expected, Answers(await answered.Content.ReadAsStringAsync()), new Near());

        using var table = new MultipartFormDataContent { { new StringContent(modelId), "model_id" }, { new ByteArrayContent(Encoding.UTF8.GetBytes(csv)), "file", "rows.csv" } };
        using HttpResponseMessage started = await app.Client.PostAsync("/api/predict/jobs", table);
        JsonElement ended = default;
        await Wait.UntilAsync(async () =>
        {
            ended = await app.Client.GetFromJsonAsync<JsonElement>(started.Headers.Location);
            return ended.GetProperty("status").GetString() is not ("queued" or "running");
        });
        string result = await app.Client.GetStringAsync(ended.GetProperty("result").GetProperty("url").GetString());
        Assert.Equal(expected, Answers(result), new Near());

        using HttpResponseMessage onnx = await app.Client.GetAsync($"/api/models/{modelId}/onnx");
        Assert.Equal((HttpStatusCode.OK, "application/octet-stream"), (onnx.StatusCode, onnx.Content.Headers.ContentType?.MediaType));
    }

    private static double Yes(JsonElement answer) => answer.GetProperty("probabilities").GetProperty("yes").GetDouble();

    private static async Task<JsonElement> PostAsync(TrainedApp app, string address, object body)
    {
        using HttpResponseMessage reply = await app.Client.PostAsJsonAsync(address, body);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        return await reply.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static double[] Answers(string csv)
    {
        string[] lines = csv.TrimEnd().ReplaceLineEndings("\n").Split('\n');
        int place = Array.FindIndex(lines[0].Split(','), name => name.EndsWith("yes", StringComparison.Ordinal));
        return [.. lines.Skip(1).Select(line => double.Parse(line.Split(',')[place], CultureInfo.InvariantCulture))];
    }

    private static Dictionary<string, string>[] Instances(string csv)
    {
        string[] lines = csv.TrimEnd().Split('\n');
        string[] header = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => line.Split(',').SkipLast(1).Select((value, i) => (header[i], value)).ToDictionary(pair => pair.Item1, pair => pair.value, StringComparer.Ordinal))];
    }

    // The words "great", "quick" and "friendly" and low prices make "yes" likely; shops matter a little.
    private static string Csv()
    {
        var random = new Random(8);
        var csv = new StringBuilder("shop,kind,price,review,good\n");
        for (int row = 0; row < Rows; row++)
        {
            string[] words = [.. Enumerable.Range(0, 6).Select(_ => s_words[random.Next(s_words.Length)])];
            int shop = random.Next(60);
            int price = random.Next(100);
            int score = words.Sum(word => word is "great" or "quick" or "friendly" ? 2 : word is "slow" or "broken" or "never" ? -2 : 0) + (shop % 3) - (price / 40);
            csv.Append(CultureInfo.InvariantCulture, $"s{shop},{(random.Next(2) == 0 ? "big" : "small")},{price},{string.Join(' ', words)} no{row},{(score > 0 ? "yes" : "no")}\n");
        }

        return csv.ToString();
    }

    private sealed class Near : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) < 1e-6;

        public int GetHashCode(double obj) => 0;
    }
}
