using System.Buffers;
using System.Text;
using System.Text.Json;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Explanation;
using MlOpsDashboard.Core.Serving.Predicting;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Serving.Explaining;

public sealed class ExplainingTests : IAsyncLifetime
{
    private CoreHost _core = null!;

    public async Task InitializeAsync()
    {
        _core = await ServingHost.StartAsync();
        await ServingHost.PromoteAsync(_core, "shop", 1);
    }

    public async Task DisposeAsync() => await _core.DisposeAsync();

    [Theory]
    [InlineData("true")]
    [InlineData("\"interventional\"")]
    public async Task An_answer_comes_with_contributions_that_add_up(string explain)
    {
        JsonElement answer = await ServingHost.AskAsync(_core, $$"""{"model_name":"shop","explain":{{explain}},"features":{{ServingHost.Row}}}""");

        JsonElement explanation = answer.GetProperty("explanation");
        Assert.Equal("linear_interventional", explanation.GetProperty("method").GetString());
        Assert.Equal("log_odds", explanation.GetProperty("space").GetString());
        Assert.Equal("yes", explanation.GetProperty("class").GetString());
        JsonElement[] items = [.. explanation.GetProperty("contributions").EnumerateArray()];
        double[] sizes = [.. items.Select(item => Math.Abs(item.GetProperty("contribution").GetDouble()))];
        Assert.Equal(sizes.OrderDescending(), sizes);
        double output = explanation.GetProperty("output").GetDouble();
        double sum = items.Sum(item => item.GetProperty("contribution").GetDouble());
        Assert.Equal(output - explanation.GetProperty("base_value").GetDouble(), sum, 1e-6);
        Assert.Equal(answer.GetProperty("probabilities").GetProperty("yes").GetDouble(), 1 / (1 + Math.Exp(-output)), 1e-6);
        Assert.Equal(["colour", "x"], items.Select(item => item.GetProperty("feature").GetString()).Order(StringComparer.Ordinal));
        Assert.Equal("red", items.Single(item => item.GetProperty("feature").GetString() == "colour").GetProperty("value").GetString());
        Assert.Equal(1.5, items.Single(item => item.GetProperty("feature").GetString() == "x").GetProperty("value").GetDouble());
    }

    [Fact]
    public async Task Values_of_an_array_are_told_by_their_names()
    {
        JsonElement answer = await ServingHost.AskAsync(_core, """{"model_name":"shop","explain":true,"features":["1.5","violet"]}""");

        JsonElement[] items = [.. answer.GetProperty("explanation").GetProperty("contributions").EnumerateArray()];
        Assert.Equal("violet", items.Single(item => item.GetProperty("feature").GetString() == "colour").GetProperty("value").GetString());
    }

    [Fact]
    public async Task Without_asking_there_is_no_explanation()
    {
        JsonElement answer = await ServingHost.AskAsync(_core, $$"""{"model_name":"shop","explain":false,"features":{{ServingHost.Row}}}""");

        Assert.Equal(JsonValueKind.Null, answer.GetProperty("explanation").ValueKind);
    }

    [Theory]
    [InlineData("explain", "true")]
    [InlineData("what_if", "true")]
    public async Task A_batch_neither_explains_nor_tries(string field, string value)
    {
        string body = $$"""{"model_name":"shop","{{field}}":{{value}},"instances":[{{ServingHost.Row}}]}""";

        InvalidException mistake = await Assert.ThrowsAsync<InvalidException>(() => _core.Get<TablePredictions>().PredictBatchAsync(
            Encoding.UTF8.GetBytes(body), new ArrayBufferWriter<byte>(), default));

        Assert.Equal([field], mistake.Errors.Keys);
    }

    [Fact]
    public async Task What_if_is_answered_but_not_logged()
    {
        var predictions = _core.Get<ServedVersions>();
        JsonElement real = await ServingHost.AskAsync(_core, $$"""{"model_name":"shop","features":{{ServingHost.Row}}}""");
        long logged = predictions.Health().Accepted;

        JsonElement tried = await ServingHost.AskAsync(_core, $$"""{"model_name":"shop","what_if":true,"features":{{ServingHost.Row}}}""");
        JsonElement pinned = await ServingHost.AskAsync(_core, $$"""{"model_id":"shop:1","what_if":true,"features":{{ServingHost.Row}}}""");
        JsonElement keyed = await ServingHost.AskAsync(_core, $$"""{"model_name":"shop","what_if":true,"features":{{ServingHost.Row}}}""", "a key");

        Assert.All([tried, pinned, keyed], answer =>
        {
            Assert.Equal("what_if", answer.GetProperty("route").GetString());
            Assert.Equal(real.GetProperty("confidence").GetDouble(), answer.GetProperty("confidence").GetDouble());
        });
        Assert.Equal(1, logged);
        Assert.Equal(logged, predictions.Health().Accepted);
    }

    [Fact]
    public async Task General_explanations_name_every_feature_and_refuse_strange_ones()
    {
        var explanations = _core.Get<ExplanationService>();

        GlobalExplanation found = await explanations.GlobalAsync("shop:production", default);
        DependenceCurve curve = await explanations.DependenceAsync("shop:1", "colour", "<no>", default);

        Assert.Equal(["colour", "x"], found.Features.Select(feature => feature.Feature).Order(StringComparer.Ordinal));
        Assert.Same(found, await explanations.GlobalAsync("shop:production", default));
        Assert.Equal(0, curve.Class);
        Assert.Equal(["blue", "red"], curve.Points.Select(point => point.Label).Order(StringComparer.Ordinal));
        Assert.Equal(["feature"], (await Assert.ThrowsAsync<InvalidException>(() => explanations.DependenceAsync("shop:1", "size", null, default))).Errors.Keys);
        Assert.Equal(["class"], (await Assert.ThrowsAsync<InvalidException>(() => explanations.DependenceAsync("shop:1", "x", "maybe", default))).Errors.Keys);
        await Assert.ThrowsAsync<NotFoundException>(() => explanations.GlobalAsync("shop:9", default));
    }
}
