using System.Buffers;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Core.Serving.OpenInference;
using MlOpsDashboard.Core.Serving.Predicting;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Serving.OpenInference;

public sealed class OpenInferenceServiceTests
{
    private const string Good =
        """{"id":"a7","inputs":[{"name":"x","shape":[2],"datatype":"FP64","data":[-9,9]},{"name":"colour","shape":[2],"datatype":"BYTES","data":["blue","red"]}]}""";

    [Fact]
    public async Task An_answer_has_the_protocols_shape()
    {
        await using CoreHost core = await ServingHost.StartAsync();
        await ServingHost.PromoteAsync(core, "shop", 1);

        JsonElement answer = await InferAsync(core, Good);

        Assert.Equal("shop", answer.GetProperty("model_name").GetString());
        Assert.Equal("1", answer.GetProperty("model_version").GetString());
        Assert.Equal("a7", answer.GetProperty("id").GetString());
        Assert.Equal(["prediction", "probabilities", "request_id"], answer.GetProperty("outputs").EnumerateArray().Select(output => output.GetProperty("name").GetString()));
        Assert.Equal("""{"name":"prediction","datatype":"BYTES","shape":[2],"data":["<no>","yes"]}""", Output(answer, "prediction").GetRawText());
        JsonElement probabilities = Output(answer, "probabilities");
        Assert.Equal("FP64", probabilities.GetProperty("datatype").GetString());
        Assert.Equal([2, 2], probabilities.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()));
        double[] numbers = Numbers(probabilities);
        Assert.Equal(1, numbers[0] + numbers[1], 1e-6);
        Assert.True(numbers[0] > 0.5 && numbers[3] > 0.5);
    }

    [Fact]
    public async Task Only_the_outputs_that_are_wanted_come_and_unknown_members_are_ignored()
    {
        await using CoreHost core = await ServingHost.StartAsync();
        await ServingHost.PromoteAsync(core, "shop", 1);

        JsonElement answer = await InferAsync(core, """
            {"outputs":[{"parameters":{"binary_data":false},"name":"probabilities"}],"parameters":{"content_type":"pd","deep":{"er":[1]}},
             "inputs":[{"data":[[1]],"datatype":"INT32","shape":[1,1],"name":"x","parameters":{"content_type":"np"}},
                       {"name":"colour","shape":[1],"datatype":"BYTES","parameters":null,"data":["red"]},
                       {"name":"bought","shape":[1],"datatype":"BYTES","data":["yes"]}]}
            """);

        Assert.Equal(["probabilities"], answer.GetProperty("outputs").EnumerateArray().Select(output => output.GetProperty("name").GetString()));
        Assert.False(answer.TryGetProperty("id", out _));
    }

    [Fact]
    public async Task Infer_answers_as_batch_does()
    {
        await using CoreHost core = await ServingHost.StartAsync();
        await ServingHost.PromoteAsync(core, "shop", 1);
        Gen<(double X, string Colour)> row = from x in Gen.Choose(-2000, 2000)
                                             from colour in Gen.Elements("red", "blue", "green", " blue ")
                                             select (x / 100.0, colour);

        // FsCheck's properties are synchronous; nothing here waits, because the model is loaded and the log has room.
        Prop.ForAll(row.NonEmptyListOf().ToArbitrary(), Gen.Choose(0, 3).ToArbitrary(), (rows, form) =>
        {
            JsonElement inferred = Complete(InferAsync(core, Request([.. rows], nested: form % 2 == 1, texts: form > 1)));
            JsonElement[] batch = [.. Complete(BatchAsync(core, [.. rows])).EnumerateArray()];
            double[] expected = [.. batch.SelectMany(answer => answer.GetProperty("probabilities").EnumerateObject().Select(p => p.Value.GetDouble()))];
            return Texts(Output(inferred, "prediction")).SequenceEqual(batch.Select(answer => answer.GetProperty("prediction").GetString()!))
                && Numbers(Output(inferred, "probabilities")).SequenceEqual(expected);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task Every_row_is_logged_as_any_prediction_is()
    {
        string folder = Directory.CreateTempSubdirectory("mlops-infer-").FullName;
        string[] ids;
        await using (CoreHost core = await ServingHost.StartAsync(folder: folder))
        {
            await ServingHost.PromoteAsync(core, "shop", 1);
            ids = Texts(Output(await InferAsync(core, Good.Replace("-9", "-9.50", StringComparison.Ordinal)), "request_id"));
            await InferAsync(core, Good, "1");

            Assert.Equal(4, core.Get<ServedVersions>().Health().Accepted);
            await Assert.ThrowsAsync<InvalidException>(() => InferAsync(core, Good.Replace("-9", "\"-9\"", StringComparison.Ordinal)));
            Assert.Equal(4, core.Get<ServedVersions>().Health().Accepted);
        }

        await using (CoreHost core = await CoreHost.StartAsync(folder: folder))
        {
            await using var context = await core.Contexts.CreateDbContextAsync();
            List<PredictionRecord> records = await context.Set<PredictionRecord>().OrderBy(record => record.Id).ToListAsync();
            Assert.Equal(ids, records[..2].Select(record => record.RequestId));
            Assert.Equal(["""{"x":-9.50,"colour":"blue"}""", """{"x":9,"colour":"red"}"""], records[..2].Select(record => record.Features));
            Assert.Equal(["<no>", "yes"], records[..2].Select(record => record.Prediction));
            Assert.Equal(["production", "production", "pinned", "pinned"], records.Select(record => record.Route));
        }
    }

    [Theory]
    [InlineData("", "body")]
    [InlineData("[]", "body")]
    [InlineData("{", "body")]
    [InlineData("""{"inputs":[]} x""", "body")]
    [InlineData("{}", "inputs")]
    [InlineData("""{"inputs":[]}""", "inputs")]
    [InlineData("""{"inputs":{}}""", "inputs")]
    [InlineData("""{"inputs":[1]}""", "inputs[0]")]
    [InlineData("""{"id":7,"inputs":[]}""", "id")]
    [InlineData("""{"inputs":[{"shape":[1],"datatype":"FP64","data":[1]}]}""", "inputs[0].name")]
    [InlineData("""{"inputs":[{"name":"x","datatype":"FP64","data":[1]}]}""", "inputs[0].shape")]
    [InlineData("""{"inputs":[{"name":"x","shape":[1],"data":[1]}]}""", "inputs[0].datatype")]
    [InlineData("""{"inputs":[{"name":"x","shape":[1],"datatype":"FP64"}]}""", "inputs[0].data")]
    [InlineData("""{"inputs":[{"name":"x","shape":[1],"datatype":"FP65","data":[1]}]}""", "inputs[0].datatype")]
    [InlineData("""{"inputs":[{"name":"x","shape":[-1],"datatype":"FP64","data":[]}]}""", "inputs[0].shape")]
    [InlineData("""{"inputs":[{"name":"x","shape":[1.5],"datatype":"FP64","data":[]}]}""", "inputs[0].shape")]
    [InlineData("""{"inputs":[{"name":"x","shape":[],"datatype":"FP64","data":[]}]}""", "inputs[0].shape")]
    [InlineData("""{"inputs":[{"name":"x","shape":[1,2],"datatype":"FP64","data":[1,2]}]}""", "inputs[0].shape")]
    [InlineData("""{"inputs":[{"name":"x","shape":[9999999999],"datatype":"FP64","data":[1]}]}""", "inputs[0].shape")]
    [InlineData("""{"inputs":[{"name":"x","shape":[1],"datatype":"FP64","data":1}]}""", "inputs[0].data")]
    [InlineData("""{"inputs":[{"name":"x","shape":[2],"datatype":"FP64","data":[1]}]}""", "inputs[0].data")]
    [InlineData("""{"inputs":[{"name":"x","shape":[1],"datatype":"FP64","data":[1,2]}]}""", "inputs[0].data")]
    [InlineData("""{"inputs":[{"name":"x","shape":[1,1],"datatype":"FP64","data":[[1,2]]}]}""", "inputs[0].data")]
    [InlineData("""{"inputs":[{"name":"x","shape":[2],"datatype":"FP64","data":[[1],[2]]}]}""", "inputs[0]")]
    [InlineData("""{"inputs":[{"name":"x","shape":[2,1],"datatype":"FP64","data":[[1],2]}]}""", "inputs[0]")]
    [InlineData("""{"inputs":[{"name":"x","shape":[1],"datatype":"FP64","data":["1"]}]}""", "inputs[0]")]
    [InlineData("""{"inputs":[{"name":"x","shape":[1],"datatype":"INT64","data":[1.5]}]}""", "inputs[0]")]
    [InlineData("""{"inputs":[{"name":"x","shape":[1],"datatype":"UINT8","data":[256]}]}""", "inputs[0]")]
    [InlineData("""{"inputs":[{"name":"x","shape":[1],"datatype":"UINT32","data":[-1]}]}""", "inputs[0]")]
    [InlineData("""{"inputs":[{"name":"x","shape":[1],"datatype":"BOOL","data":[true]}]}""", "inputs[0]")]
    [InlineData("""{"inputs":[{"name":"x","shape":[1],"datatype":"FP64","data":[1e400]}]}""", "inputs[0]")]
    [InlineData("""{"inputs":[{"name":"x","shape":[1],"datatype":"FP64","data":[null]}]}""", "inputs[0]")]
    [InlineData("""{"inputs":[{"name":"x","shape":[1],"datatype":"FP64","data":[1]},{"name":"x","shape":[1],"datatype":"FP64","data":[1]}]}""", "inputs")]
    [InlineData("""{"inputs":[{"name":"x","shape":[1],"datatype":"FP64","data":[1]},{"name":"colour","shape":[2],"datatype":"BYTES","data":["a","b"]}]}""", "inputs")]
    [InlineData("""{"inputs":[{"name":"x","shape":[1],"datatype":"FP64","data":[1]},{"name":"size","shape":[1],"datatype":"BYTES","data":["a"]}]}""", "inputs[1]")]
    [InlineData("""{"inputs":[{"name":"x","shape":[1],"datatype":"FP64","data":[1],"parameters":{"binary_data_size":8}}]}""", "inputs[0].parameters")]
    [InlineData("""{"inputs":[{"name":"x","shape":[1],"datatype":"BYTES","data":["MQ=="],"parameters":{"content_type":"base64"}}]}""", "inputs[0].parameters")]
    [InlineData("""{"inputs":[{"name":"x","shape":[1],"datatype":"FP64","data":[1]}],"outputs":[{"name":"logits"}]}""", "outputs")]
    [InlineData("""{"inputs":[{"name":"x","shape":[1],"datatype":"FP64","data":[1]}],"outputs":[{}]}""", "outputs[0].name")]
    [InlineData("""{"inputs":[{"name":"colour","shape":[1],"datatype":"BYTES","data":["red"]}]}""", "inputs.x")]
    [InlineData("""{"inputs":[{"name":"\ud800","shape":[1],"datatype":"BYTES","data":["red"]}]}""", "inputs[0].name")]
    public async Task A_mistake_is_told_with_its_place(string body, string place)
    {
        await using CoreHost core = await ServingHost.StartAsync();
        await ServingHost.PromoteAsync(core, "shop", 1);

        var exception = await Assert.ThrowsAsync<InvalidException>(() => InferAsync(core, body));

        Assert.Contains(place, exception.Errors.Keys);
        Assert.Equal(0, core.Get<ServedVersions>().Health().Accepted);
    }

    [Fact]
    public async Task A_model_that_cannot_answer_is_not_ready_and_one_that_is_not_there_is_not_found()
    {
        await using CoreHost core = await ServingHost.StartAsync();
        await ServingHost.StageAsync(core, "shop", 1);
        var inference = core.Get<OpenInferenceService>();

        Assert.False(await inference.IsReadyAsync("shop", null, default));
        Assert.True(await inference.IsReadyAsync("shop", "1", default));
        Assert.True(await inference.IsReadyAsync("shop", "staging", default));
        await Assert.ThrowsAsync<ConflictException>(() => InferAsync(core, Good));
        await Assert.ThrowsAsync<NotFoundException>(() => InferAsync(core, Good, "2"));
        await Assert.ThrowsAsync<NotFoundException>(() => InferAsync(core, Good, "first"));
        await Assert.ThrowsAsync<NotFoundException>(() => inference.IsReadyAsync("other", null, default));
    }

    [Fact]
    public async Task Metadata_says_what_to_send()
    {
        await using CoreHost core = await ServingHost.StartAsync();
        await ServingHost.PromoteAsync(core, "shop", 1);

        ServedModelMetadata model = await core.Get<OpenInferenceService>().DescribeAsync("shop", null, default);

        Assert.Equal(("shop", "1"), (model.Name, Assert.Single(model.Versions)));
        Assert.Equal([("x", "FP64"), ("colour", "BYTES")], model.Inputs.Select(input => (input.Name, input.Datatype)));
        Assert.All(model.Inputs, input => Assert.Equal([-1], input.Shape));
        TensorMetadata probabilities = model.Outputs.Single(output => output.Name == "probabilities");
        Assert.Equal([-1, 2], probabilities.Shape);
        Assert.Equal(("<no>", "yes"), (probabilities.Parameters!["class_0"], probabilities.Parameters["class_1"]));
    }

    private static string Request((double X, string Colour)[] rows, bool nested, bool texts)
    {
        object Cell(object? value) => nested ? new[] { value } : value!;
        int[] shape = nested ? [rows.Length, 1] : [rows.Length];
        return JsonSerializer.Serialize(new
        {
            inputs = new object[]
            {
                new { name = "colour", shape, datatype = "BYTES", data = rows.Select(row => Cell(row.Colour)) },
                new { name = "x", shape, datatype = texts ? "BYTES" : "FP32", data = rows.Select(row => Cell(texts ? row.X.ToString("R") : row.X)) },
            },
        });
    }

    private static async Task<JsonElement> BatchAsync(CoreHost core, (double X, string Colour)[] rows)
    {
        var output = new ArrayBufferWriter<byte>();
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(new { model_name = "shop", instances = rows.Select(row => new { x = row.X, colour = row.Colour }) });
        await core.Get<TablePredictions>().PredictBatchAsync(body, output, default);
        return JsonDocument.Parse(output.WrittenMemory).RootElement.GetProperty("predictions");
    }

    private static async Task<JsonElement> InferAsync(CoreHost core, string body, string? version = null)
    {
        var output = new ArrayBufferWriter<byte>();
        await core.Get<OpenInferenceService>().InferAsync("shop", version, Encoding.UTF8.GetBytes(body), output, default);
        return JsonDocument.Parse(output.WrittenMemory).RootElement;
    }

    private static T Complete<T>(Task<T> task)
    {
        Assert.True(SpinWait.SpinUntil(() => task.IsCompleted, TimeSpan.FromMinutes(1)));
        return task.IsCompletedSuccessfully ? task.Result : throw task.Exception!;
    }

    private static JsonElement Output(JsonElement answer, string name) =>
        answer.GetProperty("outputs").EnumerateArray().Single(output => output.GetProperty("name").GetString() == name);

    private static double[] Numbers(JsonElement output) => [.. output.GetProperty("data").EnumerateArray().Select(value => value.GetDouble())];

    private static string[] Texts(JsonElement output) => [.. output.GetProperty("data").EnumerateArray().Select(value => value.GetString()!)];
}
