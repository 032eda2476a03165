using System.Globalization;
using System.Text.Json;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Monitoring.Queries;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Monitoring.GroundTruth;

public sealed class FeedbackServiceTests
{
    [Fact]
    public async Task The_truth_is_taken_once_right_after_the_prediction()
    {
        await using CoreHost core = await StartAsync();
        string id = await PredictAsync(core, 1.5);

        Assert.Equal(FeedbackStatus.Accepted, await TellAsync(core, id, "yes"));
        Assert.Equal(FeedbackStatus.Repeated, await TellAsync(core, id, "yes"));
        Assert.Equal(FeedbackStatus.Conflict, await TellAsync(core, id, "<no>"));
        Assert.Equal(FeedbackStatus.Invalid, await TellAsync(core, id, "maybe"));
        Assert.Equal(FeedbackStatus.Unknown, await TellAsync(core, "made up", "yes"));
    }

    [Fact]
    public async Task Of_fifty_who_tell_at_once_one_is_first()
    {
        await using CoreHost core = await StartAsync();
        string id = await PredictAsync(core, 1.5);

        FeedbackStatus[] told = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => TellAsync(core, id, i % 2 == 0 ? "yes" : "<no>"))));

        Assert.Single(told, FeedbackStatus.Accepted);
        Assert.All(told, status => Assert.True(status is FeedbackStatus.Accepted or FeedbackStatus.Repeated or FeedbackStatus.Conflict));
        Assert.InRange(told.Count(status => status == FeedbackStatus.Conflict), 25, 25);
    }

    [Fact]
    public async Task A_faulty_item_does_not_keep_the_others_out_and_one_named_twice_counts_once()
    {
        await using CoreHost core = await StartAsync();
        string first = await PredictAsync(core, 1.5);
        string second = await PredictAsync(core, -5);

        IReadOnlyList<FeedbackOutcome> outcomes = await core.Get<FeedbackService>().AddAsync(
            [new(first, "yes"), new("made up", "yes"), new(second, "nonsense"), new(second, "<no>"), new(second, "<no>"), new(second, "yes")], "ada", default);

        Assert.Equal(
            [FeedbackStatus.Accepted, FeedbackStatus.Unknown, FeedbackStatus.Invalid, FeedbackStatus.Accepted, FeedbackStatus.Repeated, FeedbackStatus.Conflict],
            outcomes.Select(outcome => outcome.Status));
    }

    [Fact]
    public async Task Quality_is_that_of_the_labelled_predictions()
    {
        await using CoreHost core = await StartAsync();
        var items = new List<FeedbackItem>();
        int right = 0;
        for (int i = 0; i < 40; i++)
        {
            (string id, string said) = await AskAsync(core, i - 20);
            string truth = i % 4 == 0 ? "yes" : "<no>";
            right += said == truth ? 1 : 0;
            items.Add(new FeedbackItem(id, truth));
        }

        await core.Get<FeedbackService>().AddAsync(items, "ada", default);

        MonitoringQuery query = MonitoringQuery.Last(TimeProvider.System.GetUtcNow().AddMinutes(1), 1, "shop");
        VersionQuality quality = Assert.Single(await core.Get<QualityService>().ReadAsync(query, default));
        Assert.Equal((40, 40, 1), (quality.Labelled, quality.Judged, quality.Version));
        Assert.Equal(right / 40.0, quality.Metrics["accuracy"].Value, 12);
        Assert.InRange(quality.Metrics["accuracy"].Low, 0, right / 40.0);
        Assert.Equal(["accuracy", "balanced_accuracy", "brier", "f1", "f1_macro", "f1_micro", "kappa", "log_loss", "mcc", "pr_auc", "precision", "recall", "roc_auc"], quality.Metrics.Keys);
        Assert.InRange(quality.CalibrationError!.Value, 0, 1);
        Assert.Equal(40, quality.Series.Sum(point => point.Labelled));
        Assert.Empty(await core.Get<QualityService>().ReadAsync(query with { Model = "other" }, default));
    }

    [Fact]
    public async Task Version_with_a_tuned_threshold_is_judged_by_what_it_said()
    {
        await using CoreHost core = await StartAsync(threshold: 0.97);
        var items = new List<FeedbackItem>();
        var said = new List<string>();
        for (int row = 0; row < 20; row++)
        {
            (string id, string word) = await AskAsync(core, row - 10);
            items.Add(new FeedbackItem(id, word));
            said.Add(word);
        }

        await core.Get<FeedbackService>().AddAsync(items, "ada", default);

        MonitoringQuery query = MonitoringQuery.Last(TimeProvider.System.GetUtcNow().AddMinutes(1), 1, "shop");
        VersionQuality quality = Assert.Single(await core.Get<QualityService>().ReadAsync(query, default));
        Assert.Equal(2, said.Distinct().Count());
        Assert.Equal(1, quality.Metrics["accuracy"].Value);
        Assert.Equal(1, quality.Metrics["f1"].Value);
        Assert.All(quality.Series, point => Assert.Equal(1, point.Value.Value));
    }

    private static async Task<CoreHost> StartAsync(double threshold = 0.5)
    {
        CoreHost core = await MonitoringHost.StartAsync(TimeProvider.System);
        await ServingHost.PromoteAsync(core.Services, "shop", 1, threshold: threshold);
        return core;
    }

    private static async Task<FeedbackStatus> TellAsync(CoreHost core, string id, string actual) =>
        (await core.Get<FeedbackService>().AddAsync([new FeedbackItem(id, actual)], "ada", default)).Single().Status;

    private static async Task<string> PredictAsync(CoreHost core, double x) => (await AskAsync(core, x)).Id;

    private static async Task<(string Id, string Said)> AskAsync(CoreHost core, double x)
    {
        string value = x.ToString(CultureInfo.InvariantCulture);
        JsonElement answer = await ServingHost.AskAsync(core, $$"""{"model_name":"shop","features":{"x":{{value}},"colour":"red"} }""");
        return (answer.GetProperty("request_id").GetString()!, answer.GetProperty("prediction").GetString()!);
    }
}
