using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Alerts;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Monitoring.Rollups;
using MlOpsDashboard.Core.Monitoring.Traffic;
using MlOpsDashboard.Core.Training;
using MlOpsDashboard.Core.Training.Requests;
using MlOpsDashboard.Tests.Core.Monitoring;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Alerts;

/// <summary>Rules on what real requests, labels and jobs leave behind.</summary>
public sealed class AlertReaderTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = AlertHost.Clock();
    private CoreHost _core = null!;

    [Fact]
    public async Task Refused_requests_are_a_share_of_all()
    {
        string id = await MakeAsync("refused_share", ">=", 0.25, minRows: 4);
        await AskAsync(3);
        await AlertHost.LookAsync(_core);
        AlertView few = await ViewAsync(id);
        await Assert.ThrowsAsync<InvalidException>(() => ServingHost.AskAsync(_core, """{"model_name":"shop","features":{"x":"much"}}"""));
        await MonitoringHost.TickAsync(_core, _clock);
        await AlertHost.LookAsync(_core);

        AlertView view = await ViewAsync(id);

        Assert.Equal("3 of 4 requests", few.Note);
        Assert.Equal((AlertState.Firing, 0.25, 4), (view.State, view.Worst!.Value, view.Worst.Rows));
    }

    [Fact]
    public async Task Traffic_of_a_young_model_is_not_too_little()
    {
        string id = await MakeAsync("requests_per_minute", "<", 1, window: 60);
        await AlertHost.LookAsync(_core);
        AlertView young = await ViewAsync(id);
        _clock.Advance(TimeSpan.FromMinutes(3));
        await AlertHost.LookAsync(_core);

        Assert.Equal((AlertState.Inactive, null), (young.State, young.Worst!.Value));
        Assert.Equal((AlertState.Firing, 0), ((await ViewAsync(id)).State, (await ViewAsync(id)).Worst!.Value));
    }

    [Fact]
    public async Task Latency_comes_from_the_stored_minutes_too()
    {
        string id = await MakeAsync("latency_p99_ms", ">", 100, minRows: 2);
        TrafficSlice slice = TrafficSlice.Empty(new TrafficKey("shop", 1, "production")) with { Answered = 2, Seconds = 0.5 };
        slice.Durations.Add(MlOpsDashboard.Core.Statistics.Sketches.DurationHistogram.BucketOf(0.25), 2);
        await _core.Get<RollupStore>().AddAsync([TrafficRollup.Of(RollupStep.Minute, RollupTime.Floor(_clock.GetUtcNow(), RollupStep.Minute), "p", slice)], [], default);

        await AlertHost.LookAsync(_core);

        AlertView view = await ViewAsync(id);
        Assert.Equal(AlertState.Firing, view.State);
        Assert.InRange(view.Worst!.Value!.Value, 225, 275);
    }

    [Fact]
    public async Task Quality_and_its_share_of_the_level_at_promotion_come_from_labels()
    {
        string accuracy = await MakeAsync("accuracy", "<", 0.9, minRows: 4);
        string ratio = await MakeAsync("quality_ratio", "<", 0.85, minRows: 4);
        await AddTruthsAsync(right: 3, wrong: 0);
        await AlertHost.LookAsync(_core);
        AlertView few = await ViewAsync(accuracy);
        await AddTruthsAsync(right: 0, wrong: 1);
        await AlertHost.LookAsync(_core);

        AlertView view = await ViewAsync(accuracy);

        Assert.Equal((AlertState.Inactive, "3 of 4 labels"), (few.State, few.Note));
        Assert.Equal((AlertState.Firing, 0.75, 4), (view.State, view.Worst!.Value, view.Worst.Rows));
        Assert.Equal("shop:1 has no level at its promotion to compare with", (await ViewAsync(ratio)).Note);
    }

    [Fact]
    public async Task Missing_values_are_told_by_the_worst_feature()
    {
        string id = await MakeAsync("unseen_share", ">", 0.5, minRows: 2);
        await ServingHost.AskAsync(_core, """{"model_name":"shop","features":{"x":1,"colour":"green"}}""");
        await ServingHost.AskAsync(_core, """{"model_name":"shop","features":{"x":1,"colour":"green"}}""");
        await MonitoringHost.TickAsync(_core, _clock);
        await AlertHost.LookAsync(_core);

        AlertView view = await ViewAsync(id);

        Assert.Equal((AlertState.Firing, 1, "of colour"), (view.State, view.Worst!.Value, view.Note));
    }

    [Fact]
    public async Task Failed_jobs_are_counted_for_the_whole_program()
    {
        string id = await MakeAsync("job_failures", ">=", 1, window: 3600, model: null);
        await AlertHost.LookAsync(_core);
        AlertView none = await ViewAsync(id);
        await using (var context = await _core.Contexts.CreateDbContextAsync())
        {
            context.Add(new TrainingJob
            {
                JobId = "j",
                CreatedAt = _clock.GetUtcNow(),
                CreatedBy = "ada",
                Request = new TrainingRequest { Dataset = "d", Target = "y" },
                ModelName = "shop",
                ExperimentName = "shop",
                State = TrainingState.Failed,
                FinishedAt = _clock.GetUtcNow(),
            });
            await context.SaveChangesAsync();
        }

        await AlertHost.LookAsync(_core);

        Assert.Equal((AlertState.Inactive, 0), (none.State, none.Worst!.Value));
        Assert.Equal((AlertState.Firing, 1, null), ((await ViewAsync(id)).State, (await ViewAsync(id)).Worst!.Value, (await ViewAsync(id)).Worst!.ModelName));
    }

    public async Task InitializeAsync()
    {
        _core = await AlertHost.StartAsync(_clock, _folder.FullName);
        await ServingHost.PromoteAsync(_core, "shop", 1);
    }

    public async Task DisposeAsync() => await _core.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    private async Task<string> MakeAsync(string metric, string direction, double threshold, long? minRows = null, int window = 300, string? model = "shop") =>
        (await _core.Get<AlertService>().CreateAsync(
            new AlertRuleForm { Name = metric, ModelName = model, Metric = metric, Operator = direction, Threshold = threshold, MinRows = minRows, WindowSeconds = window },
            AlertHost.Ada,
            default)).Rule.Id;

    private Task<AlertView> ViewAsync(string id) => _core.Get<AlertService>().GetAsync(id, default);

    private async Task AskAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await ServingHost.AskAsync(_core, $$"""{"model_name":"shop","features":{{ServingHost.Row}}}""");
        }

        await MonitoringHost.TickAsync(_core, _clock);
    }

    // The outputs are those of the class "no" at nine to one.
    private async Task AddTruthsAsync(int right, int wrong)
    {
        await using var context = await _core.Contexts.CreateDbContextAsync();
        context.AddRange(Enumerable.Range(0, right + wrong).Select(row => new Truth
        {
            RequestId = Ids.New(_clock),
            ModelName = "shop",
            ModelVersion = 1,
            PredictedAt = _clock.GetUtcNow(),
            Actual = row < right ? 0 : 1,
            Outputs = "[0.9,0.1]",
            At = _clock.GetUtcNow(),
            Actor = "ada",
        }));
        await context.SaveChangesAsync();
    }
}
