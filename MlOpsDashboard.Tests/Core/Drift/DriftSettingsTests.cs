using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Drift;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Drift;

public sealed class DriftSettingsTests
{
    private static readonly Actor s_scientist = Actor.Of("ada", UserRole.DataScientist);

    [Fact]
    public async Task A_schedule_checks_by_itself_and_says_when_it_cannot()
    {
        await using CoreHost core = await DriftHost.StartAsync(("Drift:EverySeconds", "0.1"));
        var drift = core.Get<DriftService>();
        await DriftHost.AskAsync(core, DriftHost.Rows(250, 2));

        await drift.ChangeSettingsAsync("shop", new DriftSettings { Schedule = "* * * * * ?", Rows = 240 }, s_scientist, default);
        DriftReport? report = null;
        await Wait.UntilAsync(async () => (report = (await drift.ReadAsync("shop", default)).Latest) is not null);
        await core.Get<MlOpsDashboard.Core.Datasets.DatasetTrash>().DeleteAsync("visits", null, "ada", default);
        DriftSettings settings = new();
        await Wait.UntilAsync(async () => (settings = await drift.SettingsAsync("shop", default)).LastProblem is not null);
        await drift.ChangeSettingsAsync("shop", settings with { Schedule = null }, s_scientist, default);

        Assert.Equal(("schedule", 240, DriftVerdict.None), (report!.CheckedBy, report.Rows, report.Verdict));
        Assert.Contains("visits:1", settings.LastProblem, StringComparison.Ordinal);
        Assert.NotNull(settings.NextCheckAt);
        settings = await drift.SettingsAsync("shop", default);
        Assert.Equal((null, null, "ada"), (settings.NextCheckAt, settings.Schedule, settings.UpdatedBy));
    }

    [Fact]
    public async Task Thresholds_of_the_model_and_of_a_feature_count()
    {
        await using CoreHost core = await DriftHost.StartAsync();
        var drift = core.Get<DriftService>();
        await DriftHost.StoreAsync(core, "moved", DriftHost.Rows(1500, 3).Select(row => $"{DriftHost.Number(row.X + 3)};{row.Colour};yes"), "x;colour;bought");

        DriftReport usual = await CheckAsync();
        await drift.ChangeSettingsAsync("shop", new DriftSettings { FalseAlarmRate = 0.0001, MinRows = 2000 }, s_scientist, default);
        DriftReport few = await CheckAsync();

        Assert.Equal((DriftVerdict.Drift, 0.05), (usual.Verdict, usual.FalseAlarmRate));
        Assert.Equal((DriftVerdict.TooFewRows, 2000, 0.0001), (few.Verdict, few.NeededRows, few.FalseAlarmRate));

        Task<DriftReport> CheckAsync() => drift.CheckAsync(new DriftRequest { ModelName = "shop", Dataset = "moved" }, s_scientist, default);
    }

    [Fact]
    public void A_feature_may_have_to_move_farther_than_others()
    {
        var limits = DriftLimits.Of(new DriftOptions(), new DriftSettings { DistanceThreshold = 0.2, FeatureThresholds = new Dictionary<string, double> { ["x"] = 3, [DriftLimits.Prediction] = 1 } });

        Assert.Equal((3, 0.2, 1), (limits.DistanceOf("x"), limits.DistanceOf("colour"), limits.DistanceOf(DriftLimits.Prediction)));
        Assert.Equal((0.05, 200, 1000), (limits.FalseAlarmRate, limits.MinRows, limits.Rows));
    }

    [Fact]
    public async Task Every_fault_of_settings_is_named_and_nothing_is_stored()
    {
        await using CoreHost core = await DriftHost.StartAsync();
        var drift = core.Get<DriftService>();
        var wrong = new DriftSettings { FalseAlarmRate = 5, DistanceThreshold = -1, MinRows = 3, Rows = 1, Schedule = "never", FeatureThresholds = new Dictionary<string, double> { ["nothing"] = 1 } };

        var refused = await Assert.ThrowsAsync<InvalidException>(() => drift.ChangeSettingsAsync("shop", wrong, s_scientist, default));
        await Assert.ThrowsAsync<ForbiddenException>(() => drift.ChangeSettingsAsync("shop", new DriftSettings(), Actor.Of("vi", UserRole.Viewer), default));
        await Assert.ThrowsAsync<NotFoundException>(() => drift.SettingsAsync("nobody", default));

        Assert.Equal(["distance_threshold", "false_alarm_rate", "feature_thresholds", "min_rows", "rows", "schedule"], refused.Errors.Keys.Order(StringComparer.Ordinal));
        Assert.Null((await drift.SettingsAsync("shop", default)).UpdatedAt);
    }
}
