using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Tests.Support;
using MlOpsDashboard.Tests.Support.OnnxRuntime;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

/// <summary>Numbers that a 32-bit float takes for one, from the upload to the answer.</summary>
public sealed class ExactNumbersTests
{
    private const string Classes = "../cases/tgt_bigint_codes.csv";
    private const string TwoClasses = "../cases/tgt_bigint2.csv";
    private const string Groups = "../cases/grp_ids_5e9.csv";
    private const string Feature = "../cases/offset_feature.csv";
    private const string Target = "../cases/offset_target.csv";
    private const string Epoch = "../cases/feat_epoch.csv";

    [SharedDataTheory(Classes, TwoClasses)]
    [InlineData(Classes, "20239999,20240000,20240001,20240002")]
    [InlineData(TwoClasses, "100000001,100000002")]
    public async Task Classes_of_many_digits_are_as_many_and_spelt_as_in_the_data(string file, string words)
    {
        string[] classes = words.Split(',');
        await using var app = new TrainedApp();
        await StoreAsync(app, file);
        string model = await ServeAsync(app, Linear());

        JsonElement signature = (await app.Client.GetFromJsonAsync<JsonElement>($"/api/models/{model}")).GetProperty("signature");
        Assert.Equal(classes, signature.GetProperty("classes").EnumerateArray().Select(one => one.GetString()));
        JsonElement answer = await PredictAsync(app, new { x = 0.1, z = 0.2 });
        Assert.Contains(answer.GetProperty("prediction").GetString(), classes);
        Assert.Equal(classes.Order(), answer.GetProperty("probabilities").EnumerateObject().Select(one => one.Name).Order());

        using HttpResponseMessage told = await app.Client.PostAsJsonAsync(
            "/api/feedback", new { request_id = answer.GetProperty("request_id").GetString(), actual = long.Parse(classes[0], CultureInfo.InvariantCulture) });
        Assert.Equal(HttpStatusCode.OK, told.StatusCode);
        JsonElement stored = (await app.Client.GetFromJsonAsync<JsonElement>("/api/predictions?model=m&labelled=true")).GetProperty("items")[0];
        Assert.Equal(classes[0], stored.GetProperty("actual").ToString());

        using var session = new OnnxSession(await app.Client.GetByteArrayAsync($"/api/models/{model}/onnx"));
        OnnxValue[] said = session.Run(new Dictionary<string, OnnxValue> { ["x"] = OnnxValue.Column((float[])[0.1f]), ["z"] = OnnxValue.Column((float[])[0.2f]) });
        Assert.Equal(answer.GetProperty("prediction").GetString(), Assert.IsType<string[]>(said[0].Values)[0]);
    }

    [SharedDataFact(Groups)]
    public async Task Group_ids_of_ten_digits_are_sixty_groups()
    {
        await using var app = new TrainedApp();
        await StoreAsync(app, Groups);

        using HttpResponseMessage started = await app.Client.PostAsJsonAsync("/api/training/start", new
        {
            model_name = "m",
            dataset = "d",
            target = "y",
            learners = new[] { "linear" },
            trials = 1,
            time_budget_seconds = 60,
            validation = new { strategy = "group", group_column = "patient", folds = 20, test_size = 0.9 },
        });

        Assert.Equal(HttpStatusCode.BadRequest, started.StatusCode);

        // About a tenth of the rows, seven of sixty groups; as floats, all ids are one number.
        Assert.Contains("leaves 7 groups for 20 folds", await started.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [SharedDataFact(Feature)]
    public async Task A_feature_that_differs_behind_the_seventh_digit_is_learnt_from_and_read_alike_by_every_route()
    {
        await using var app = new TrainedApp();
        await StoreAsync(app, Feature);
        string[] lines = (await File.ReadAllLinesAsync(SharedData.Find(Feature)))[..21];
        string model = await ServeAsync(app, Linear());

        JsonElement version = await app.Client.GetFromJsonAsync<JsonElement>($"/api/models/{model}");
        Assert.True(version.GetProperty("metrics").GetProperty("r2").GetDouble() >= 0.99, version.GetProperty("metrics").ToString());
        Assert.Equal(["x", "z"], version.GetProperty("signature").GetProperty("features").EnumerateArray().Select(one => one.GetProperty("name").GetString()));
        Assert.Empty((await app.Client.GetFromJsonAsync<JsonElement>("/api/datasets/d/versions/1")).GetProperty("warnings").EnumerateArray());
        string findings = (await app.Client.GetFromJsonAsync<JsonElement>("/api/datasets/d/versions/1/validation")).ToString();
        Assert.DoesNotContain("constant", findings, StringComparison.OrdinalIgnoreCase);

        string[][] csv = await app.PredictCsvAsync("m", lines);
        double[] x = [.. lines.Skip(1).Select(line => Number(line.Split(',')[0]))];
        double[] z = [.. lines.Skip(1).Select(line => Number(line.Split(',')[1]))];
        double[] tensor = await InferAsync(app, x, z);
        double[] onnx = Onnx(await app.Client.GetByteArrayAsync($"/api/models/{model}/onnx"), x, z);
        for (int row = 0; row < x.Length; row++)
        {
            double json = (await PredictAsync(app, new { x = x[row], z = z[row] })).GetProperty("prediction").GetDouble();
            double text = (await PredictAsync(app, new { x = lines[row + 1].Split(',')[0], z = z[row] })).GetProperty("prediction").GetDouble();
            Assert.Equal((json, json, json), (text, Number(csv[row][^2]), tensor[row]));
            Assert.Equal(json, onnx.Length == 0 ? json : onnx[row], 1e-3);
        }
    }

    [SharedDataFact(Target)]
    public async Task A_target_that_differs_behind_the_seventh_digit_is_a_number_that_is_learnt_and_judged()
    {
        await using var app = new TrainedApp();
        await StoreAsync(app, Target);
        string[] lines = (await File.ReadAllLinesAsync(SharedData.Find(Target)))[..21];
        string model = await ServeAsync(app, Linear());

        JsonElement version = await app.Client.GetFromJsonAsync<JsonElement>($"/api/models/{model}");
        Assert.Equal("regression", version.GetProperty("signature").GetProperty("task").GetString());
        Assert.True(version.GetProperty("metrics").GetProperty("r2").GetDouble() >= 0.99, version.GetProperty("metrics").ToString());
        Assert.True(version.GetProperty("metrics").GetProperty("mape").GetDouble() < 1e-8, version.GetProperty("metrics").ToString());

        string[][] csv = await app.PredictCsvAsync("m", lines);
        double[] x = [.. lines.Skip(1).Select(line => Number(line.Split(',')[0]))];
        double[] z = [.. lines.Skip(1).Select(line => Number(line.Split(',')[1]))];
        double[] tensor = await InferAsync(app, x, z);
        double[] onnx = Onnx(await app.Client.GetByteArrayAsync($"/api/models/{model}/onnx"), x, z);
        for (int row = 0; row < x.Length; row++)
        {
            double json = (await PredictAsync(app, new { x = x[row], z = z[row] })).GetProperty("prediction").GetDouble();
            Assert.Equal(Number(lines[row + 1].Split(',')[2]), json, 2.0);
            Assert.Equal((json, json), (Number(csv[row][^2]), tensor[row]));
            Assert.Equal(json, onnx.Length == 0 ? json : onnx[row], 1e-3);
        }

        string id = csv[0][^1];
        using HttpResponseMessage told = await app.Client.PostAsJsonAsync("/api/feedback", new { request_id = id, actual = 1000000004.579 });
        Assert.Equal(HttpStatusCode.OK, told.StatusCode);
        JsonElement stored = (await app.Client.GetFromJsonAsync<JsonElement>("/api/predictions?model=m&labelled=true")).GetProperty("items")[0];
        Assert.Equal((1000000004.579, Number(csv[0][^2])), (stored.GetProperty("actual").GetDouble(), stored.GetProperty("prediction").GetDouble()));
        JsonElement quality = (await app.Client.GetFromJsonAsync<JsonElement>("/api/monitoring/quality?model=m&hours=1")).GetProperty("versions")[0];
        Assert.Equal(Math.Abs(1000000004.579 - Number(csv[0][^2])), quality.GetProperty("metrics").GetProperty("rmse").GetProperty("value").GetDouble(), 1e-4);
    }

    [SharedDataFact(Epoch)]
    public async Task Unix_seconds_that_decide_decide()
    {
        await using var app = new TrainedApp();
        await StoreAsync(app, Epoch);

        string model = await ServeAsync(app, Linear() with { learners = ["gradient_boosting"] });

        JsonElement version = await app.Client.GetFromJsonAsync<JsonElement>($"/api/models/{model}");
        Assert.Equal(1, version.GetProperty("metrics").GetProperty("roc_auc").GetDouble());
        Assert.Equal("early", (await PredictAsync(app, new { ts = 1700000004, z = 0.0 })).GetProperty("prediction").GetString());
        Assert.Equal("late", (await PredictAsync(app, new { ts = 1700000073, z = 0.822 })).GetProperty("prediction").GetString());
    }

    [Fact]
    public async Task What_floats_lose_even_so_is_told_at_upload()
    {
        await using var app = new TrainedApp();
        string rows = string.Join('\n', Enumerable.Range(0, 60).Select(row => $"{(row % 2 == 0 ? row : 9_000_000_000 + row)},{row % 3}"));

        await StoreTextAsync(app, "id,y\n" + rows + "\n");

        string warning = Assert.Single((await app.Client.GetFromJsonAsync<JsonElement>("/api/datasets/d/versions/1")).GetProperty("warnings").EnumerateArray()).GetString()!;
        Assert.Contains("'id'", warning, StringComparison.Ordinal);
        Assert.Contains("9000000001 and 9000000003", warning, StringComparison.Ordinal);
    }

    private static Order Linear() => new("m", "d", "y", ["linear"], 1, 60);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static async Task<double[]> InferAsync(TrainedApp app, double[] x, double[] z)
    {
        object Tensor(string name, double[] data) => new { name, shape = new[] { data.Length }, datatype = "FP64", data };
        using HttpResponseMessage reply = await app.Client.PostAsJsonAsync("/v2/models/m/infer", new { inputs = new[] { Tensor("x", x), Tensor("z", z) } });
        Assert.True(reply.StatusCode == HttpStatusCode.OK, await reply.Content.ReadAsStringAsync());
        JsonElement answer = await reply.Content.ReadFromJsonAsync<JsonElement>();
        return [.. answer.GetProperty("outputs").EnumerateArray().Single(output => output.GetProperty("name").GetString() == "prediction")
            .GetProperty("data").EnumerateArray().Select(one => one.GetDouble())];
    }

    private static double[] Onnx(byte[] file, double[] x, double[] z)
    {
        using var session = new OnnxSession(file);
        Array values = session.Run(new Dictionary<string, OnnxValue> { ["x"] = Column(x), ["z"] = Column(z) })[0].Values;
        return values as double[] ?? Array.ConvertAll((float[])values, value => (double)value);

        // As the case has it: only numbers near 10^8 come as doubles.
        static OnnxValue Column(double[] numbers) =>
            OnnxValue.Column(numbers[0] > 1e6 ? numbers : Array.ConvertAll(numbers, number => (float)number));
    }

    private static async Task StoreAsync(TrainedApp app, string file) => await StoreTextAsync(app, await File.ReadAllTextAsync(SharedData.Find(file)));

    private static async Task StoreTextAsync(TrainedApp app, string text)
    {
        using MultipartFormDataContent form = TrainedApp.CsvFile(text);
        form.Add(new StringContent("d"), "name");
        using HttpResponseMessage stored = await app.Client.PostAsync("/api/datasets", form);
        Assert.Equal(HttpStatusCode.Created, stored.StatusCode);
    }

    private static async Task<string> ServeAsync(TrainedApp app, object request)
    {
        JsonElement job = await app.TrainAsync(request);
        Assert.True(job.GetProperty("status").GetString() == "succeeded", job.ToString());
        string model = job.GetProperty("model_id").GetString()!;
        var registry = app.Services.GetRequiredService<RegistryService>();
        await registry.PromoteAsync(model, ModelStage.Staging, null, "tester", default);
        await registry.PromoteAsync(model, ModelStage.Production, null, "tester", default);
        return model;
    }

    private static async Task<JsonElement> PredictAsync(TrainedApp app, object features)
    {
        using HttpResponseMessage reply = await app.Client.PostAsJsonAsync("/api/predict", new { model_name = "m", features });
        Assert.True(reply.StatusCode == HttpStatusCode.OK, await reply.Content.ReadAsStringAsync());
        return await reply.Content.ReadFromJsonAsync<JsonElement>();
    }

#pragma warning disable IDE1006 // The members are written as the contract has them.
    private sealed record Order(string model_name, string dataset, string target, string[] learners, int trials, int time_budget_seconds);
#pragma warning restore IDE1006
}
