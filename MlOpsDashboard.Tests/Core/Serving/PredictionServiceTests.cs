using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Core.Serving.Predicting;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Serving;

public sealed class PredictionServiceTests
{
    [Fact]
    public async Task The_answer_is_the_models_own()
    {
        await using CoreHost core = await ServingHost.StartAsync();
        await ServingHost.PromoteAsync(core, "shop", 1);
        TrainedModel model = ServingHost.Model(1);
        float[] expected = new float[2];
        model.Predict(new FeatureRow([1.5, 1]), expected);

        JsonElement answer = await ServingHost.AskAsync(core, $$"""{"model_name":"shop","features":{{ServingHost.Row}}}""");

        Assert.Equal("yes", answer.GetProperty("prediction").GetString());
        Assert.Contains("\"<no>\"", answer.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(expected[1], answer.GetProperty("confidence").GetSingle());
        Assert.Equal(expected[0], answer.GetProperty("probabilities").GetProperty("<no>").GetSingle());
        Assert.Equal("shop", answer.GetProperty("model_name").GetString());
        Assert.Equal(1, answer.GetProperty("model_version").GetInt32());
        Assert.Equal("production", answer.GetProperty("model_stage").GetString());
        Assert.Equal("production", answer.GetProperty("route").GetString());
        Assert.Equal(32, answer.GetProperty("request_id").GetString()!.Length);
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("explanation").ValueKind);
        Assert.True(answer.GetProperty("latency_ms").GetDouble() >= 0);
    }

    [Theory]
    [InlineData("shop:1", 1, "archived", "pinned")]
    [InlineData("shop:2", 2, "production", "pinned")]
    [InlineData("shop:production", 2, "production", "production")]
    [InlineData("shop:staging", 3, "staging", "pinned")]
    [InlineData("shop:latest", 3, "staging", "pinned")]
    public async Task A_version_is_named_by_number_or_stage(string modelId, int version, string stage, string route)
    {
        await using CoreHost core = await ServingHost.StartAsync();
        await ServingHost.PromoteAsync(core, "shop", 1);
        await ServingHost.PromoteAsync(core, "shop", 2);
        await ServingHost.StageAsync(core, "shop", 3);

        JsonElement answer = await ServingHost.AskAsync(core, $$"""{"model_id":"{{modelId}}","features":{{ServingHost.Row}}}""");

        Assert.Equal(version, answer.GetProperty("model_version").GetInt32());
        Assert.Equal(stage, answer.GetProperty("model_stage").GetString());
        Assert.Equal(route, answer.GetProperty("route").GetString());
    }

    [Fact]
    public async Task A_model_that_is_not_there_or_not_in_production_is_told_apart()
    {
        await using CoreHost core = await ServingHost.StartAsync();
        await ServingHost.StageAsync(core, "shop", 1);

        await Assert.ThrowsAsync<ConflictException>(() => ServingHost.AskAsync(core, """{"model_name":"shop","features":{}}"""));
        await Assert.ThrowsAsync<NotFoundException>(() => ServingHost.AskAsync(core, """{"model_name":"other","features":{}}"""));
        await Assert.ThrowsAsync<NotFoundException>(() => ServingHost.AskAsync(core, """{"model_id":"shop:9","features":{}}"""));
        await Assert.ThrowsAsync<InvalidException>(() => ServingHost.AskAsync(core, """{"model_id":"shop","features":{}}"""));
    }

    [Fact]
    public async Task The_same_key_and_request_get_the_same_answer_and_one_record()
    {
        string folder = Directory.CreateTempSubdirectory("mlops-serving-").FullName;
        string body = $$"""{"model_name":"shop","features":{{ServingHost.Row}}}""";
        await using (CoreHost core = await ServingHost.StartAsync(folder: folder))
        {
            await ServingHost.PromoteAsync(core, "shop", 1);

            JsonElement first = await ServingHost.AskAsync(core, body, "key-1");
            JsonElement second = await ServingHost.AskAsync(core, body, "key-1");

            Assert.Equal(first.GetRawText(), second.GetRawText());
            Assert.Equal("key-1", first.GetProperty("request_id").GetString());
            await Assert.ThrowsAsync<ConflictException>(() => ServingHost.AskAsync(core, body.Replace("1.5", "2.5", StringComparison.Ordinal), "key-1"));
        }

        Assert.Equal(["key-1"], (await RecordsAsync(folder)).Select(record => record.RequestId));
    }

    [Fact]
    public async Task A_graceful_stop_stores_every_prediction_once()
    {
        string folder = Directory.CreateTempSubdirectory("mlops-serving-").FullName;
        var asked = new List<string>();
        await using (CoreHost core = await ServingHost.StartAsync(folder: folder, settings: [("Serving:LogCapacity", "16")]))
        {
            await ServingHost.PromoteAsync(core, "shop", 1);
            for (int i = 0; i < 500; i++)
            {
                JsonElement answer = await ServingHost.AskAsync(core, $$"""{"model_name":"shop","features":{"x":{{i}},"colour":"green"},"routing_key":"ada"}""");
                asked.Add(answer.GetProperty("request_id").GetString()!);
            }
        }

        List<PredictionRecord> records = await RecordsAsync(folder);
        Assert.Equal(asked, records.Select(record => record.RequestId));
        PredictionRecord last = records[^1];
        Assert.Equal("""{"x":499,"colour":"green"}""", last.Features);
        Assert.Equal(("shop", 1, "production", "ada", "yes", 1), (last.ModelName, last.ModelVersion, last.Route, last.RoutingKey, last.Prediction, last.UnseenWords));
        Assert.Equal(2, JsonSerializer.Deserialize<double[]>(last.Outputs)!.Length);
    }

    [Fact]
    public async Task A_batch_is_answered_in_order_by_one_version()
    {
        await using CoreHost core = await ServingHost.StartAsync();
        await ServingHost.PromoteAsync(core, "shop", 1);
        var output = new ArrayBufferWriter<byte>();

        await core.Get<TablePredictions>().PredictBatchAsync(
            """{"model_name":"shop","instances":[{"x":-9,"colour":"blue"}, [9,"red"],{"colour":"red","x":"-9"}]}"""u8.ToArray(), output, default);

        JsonElement[] answers = [.. JsonDocument.Parse(output.WrittenMemory).RootElement.GetProperty("predictions").EnumerateArray()];
        Assert.Equal(["<no>", "yes", "<no>"], answers.Select(answer => answer.GetProperty("prediction").GetString()));
        Assert.Equal(3, answers.Select(answer => answer.GetProperty("request_id").GetString()).Distinct().Count());
    }

    [Theory]
    [InlineData("""{"model_name":"shop","instances":[{"x":1,"colour":"red"},{"x":"a","colour":"red"}]}""", "instances[1].x")]
    [InlineData("""{"model_name":"shop","instances":[7]}""", "instances[0]")]
    [InlineData("""{"model_name":"shop","instances":{}}""", "instances")]
    [InlineData("""{"model_name":"shop"}""", "instances")]
    public async Task A_mistake_in_a_batch_names_its_instance(string body, string field)
    {
        await using CoreHost core = await ServingHost.StartAsync();
        await ServingHost.PromoteAsync(core, "shop", 1);

        var exception = await Assert.ThrowsAsync<InvalidException>(() => core.Get<TablePredictions>()
            .PredictBatchAsync(Encoding.UTF8.GetBytes(body), new ArrayBufferWriter<byte>(), default));

        Assert.Equal([field], exception.Errors.Keys);
    }

    [Fact]
    public async Task A_csv_file_comes_back_with_its_predictions()
    {
        await using CoreHost core = await ServingHost.StartAsync();
        await ServingHost.PromoteAsync(core, "shop", 1);

        string answer = await CsvAsync(core, "name;colour;x\n\"Ada; B\";red;9\nBob;blue;-9\n");

        string[] lines = answer.Split('\n');
        Assert.Equal("name;colour;x;prediction;confidence;probability_<no>;probability_yes;request_id", lines[0]);
        Assert.StartsWith("\"Ada; B\";red;9;yes;", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("Bob;blue;-9;<no>;", lines[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "file")]
    [InlineData("x,colour\n1,red,3\n", "file")]
    [InlineData("x,colour\n\"1,red\n", "file")]
    [InlineData("colour\nred\n", "features.x")]
    [InlineData("x,colour\n1,red\nhigh,red\n", "features.x")]
    [InlineData("x,colour\n,red\n", "features.x")]
    public async Task A_mistake_in_a_csv_file_is_told_before_any_answer(string content, string field)
    {
        await using CoreHost core = await ServingHost.StartAsync();
        await ServingHost.PromoteAsync(core, "shop", 1);

        var exception = await Assert.ThrowsAsync<InvalidException>(() => CsvAsync(core, content));

        Assert.Equal([field], exception.Errors.Keys);
        Assert.Equal(0, core.Get<ServedVersions>().Health().Accepted);
    }

    [Fact]
    public async Task The_hot_path_allocates_little()
    {
        await using CoreHost core = await ServingHost.StartAsync(settings: [("Serving:LogCapacity", "100000")]);
        await ServingHost.PromoteAsync(core, "shop", 1);
        byte[] body = Encoding.UTF8.GetBytes($$"""{"model_name":"shop","features":{{ServingHost.Row}}}""");
        var service = core.Get<PredictionService>();
        var output = new ArrayBufferWriter<byte>(4096);
        long Measure(int count)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < count; i++)
            {
                output.ResetWrittenCount();
                ValueTask made = service.PredictAsync(body, null, output, default);
                Assert.True(made.IsCompletedSuccessfully);
            }

            return (GC.GetAllocatedBytesForCurrentThread() - before) / count;
        }

        Measure(100);

        Assert.InRange(Measure(1000), 0, 2048);
    }

    private static async Task<string> CsvAsync(CoreHost core, string content)
    {
        var output = new MemoryStream();
        await core.Get<TablePredictions>().PredictCsvAsync("shop", null, new MemoryStream(Encoding.UTF8.GetBytes(content)), () => output, default);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static async Task<List<PredictionRecord>> RecordsAsync(string folder)
    {
        await using (CoreHost core = await CoreHost.StartAsync(folder: folder))
        {
            await using var context = await core.Contexts.CreateDbContextAsync();
            List<PredictionRecord> records = await context.Set<PredictionRecord>().OrderBy(record => record.Id).ToListAsync();
            return records;
        }
    }
}
