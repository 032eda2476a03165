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

    [SharedDataTheory(Classes, TwoClasses)]
    [InlineData(Classes, "20239999,20240000,20240001,20240002")]
    [InlineData(TwoClasses, "100000001,100000002")]
    public async Task Classes_of_many_digits_are_as_many_and_spelt_as_in_the_data(string file, string words)
    {
        string[] classes = words.Split(',');
        await using var app = new TrainedApp();
        await StoreAsync(app, file);
        string model = await ServeAsync(app, new { model_name = "m", dataset = "d", target = "y", learners = new[] { "linear" }, trials = 1, time_budget_seconds = 60 });

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

        if (OnnxLibrary.Skip() is null)
        {
            using var session = new OnnxSession(await app.Client.GetByteArrayAsync($"/api/models/{model}/onnx"));
            OnnxValue[] said = session.Run(new Dictionary<string, OnnxValue> { ["x"] = OnnxValue.Column((float[])[0.1f]), ["z"] = OnnxValue.Column((float[])[0.2f]) });
            Assert.Equal(answer.GetProperty("prediction").GetString(), Assert.IsType<string[]>(said[0].Values)[0]);
        }
    }

    [SharedDataFact(Groups)]
    public async Task Group_ids_of_ten_digits_are_sixty_groups()
    {
        await using var app = new TrainedApp();
        await StoreAsync(app, Groups);

        JsonElement job = await app.TrainAsync(new
        {
            model_name = "m",
            dataset = "d",
            target = "y",
            learners = new[] { "linear" },
            trials = 1,
            time_budget_seconds = 60,
            validation = new { strategy = "group", group_column = "patient", folds = 20, test_size = 0.9 },
        });

        Assert.Equal("failed", job.GetProperty("status").GetString());

        // About a tenth of the rows, seven of sixty groups; as floats, all ids are one number.
        Assert.Contains("leaves 7 groups for 20 folds", job.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    private static async Task StoreAsync(TrainedApp app, string file)
    {
        using MultipartFormDataContent form = TrainedApp.CsvFile(await File.ReadAllTextAsync(SharedData.Find(file)));
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
}
