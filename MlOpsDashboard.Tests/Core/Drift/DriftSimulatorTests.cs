using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Drift;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Monitoring.Queries;
using MlOpsDashboard.Tests.Core.Retraining;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Drift;

public sealed class DriftSimulatorTests
{
    [Theory]
    [InlineData("x", DriftChangeKind.Shift, 0.0, DriftVerdict.None)]
    [InlineData("x", DriftChangeKind.Shift, 0.5, DriftVerdict.Drift)]
    [InlineData("x", DriftChangeKind.Scale, 2.0, DriftVerdict.Drift)]
    [InlineData("colour", DriftChangeKind.Swap, 0.5, DriftVerdict.Drift)]
    public async Task It_says_what_a_check_would_say_and_stores_nothing(string feature, DriftChangeKind kind, double amount, DriftVerdict verdict)
    {
        await using CoreHost core = await RetrainingHost.StartAsync();

        DriftSimulationResult result = await RunAsync(core, new DriftChange(feature, kind, amount));

        Assert.Equal((verdict, "simulation", 600, 0), (result.Report.Verdict, result.Report.Source, result.Report.Rows, result.Sent));
        Assert.Equal(verdict == DriftVerdict.Drift ? [feature] : [], result.Report.Features.Where(one => one.Drifted).Select(one => one.Name));
        Assert.Null((await core.Get<DriftService>().ReadAsync("shop", default)).Latest);
    }

    [Fact]
    public async Task Sent_rows_are_predictions_with_labels_that_a_check_finds()
    {
        await using CoreHost core = await RetrainingHost.StartAsync();

        DriftSimulationResult result = await core.Get<DriftSimulator>().RunAsync(
            new DriftSimulation { ModelName = "shop", Rows = 300, Send = true, Changes = [new DriftChange("x", DriftChangeKind.Shift, 1.5)] }, RetrainingHost.Approver, default);
        DriftReport? found = null;
        await Wait.UntilAsync(async () => (found = await core.Get<DriftService>().CheckAsync(new DriftRequest { ModelName = "shop" }, RetrainingHost.Approver, default)).Rows == 300);
        DateTimeOffset now = core.Clock.GetUtcNow();
        IReadOnlyList<VersionQuality> quality = await core.Get<QualityService>().ReadAsync(
            new MonitoringQuery { Model = "shop", From = now.AddHours(-1), To = now.AddSeconds(1) }, default);

        Assert.Equal((300, 300), (result.Sent, result.Labelled));
        Assert.Equal(DriftVerdict.Drift, found!.Verdict);
        Assert.Equal(result.Report.Features.Select(one => (one.Name, one.Score)), found.Features.Select(one => (one.Name, one.Score)));
        Assert.Equal(300, Assert.Single(quality).Labelled);
    }

    [Fact]
    public async Task What_does_not_fit_is_told_with_its_field()
    {
        await using CoreHost core = await RetrainingHost.StartAsync();

        Assert.Contains("no feature 'z'", await FaultAsync(core, new DriftChange("z", DriftChangeKind.Shift, 1)), StringComparison.Ordinal);
        Assert.Contains("words can be swapped", await FaultAsync(core, new DriftChange("colour", DriftChangeKind.Shift, 1)), StringComparison.Ordinal);
        Assert.Contains("share from 0 to 1", await FaultAsync(core, new DriftChange("colour", DriftChangeKind.Swap, 3)), StringComparison.Ordinal);
        Assert.Contains("cannot be missing", await FaultAsync(core, new DriftChange("x", DriftChangeKind.Missing, 0.5)), StringComparison.Ordinal);
        await Assert.ThrowsAsync<NotFoundException>(() => core.Get<DriftSimulator>().RunAsync(new DriftSimulation { ModelName = "nobody", Changes = [] }, RetrainingHost.Approver, default));
        await Assert.ThrowsAsync<ForbiddenException>(() => core.Get<DriftSimulator>().RunAsync(
            new DriftSimulation { ModelName = "shop", Changes = [] }, Actor.Of("vi", UserRole.Viewer), default));
    }

    private static Task<DriftSimulationResult> RunAsync(CoreHost core, DriftChange change) =>
        core.Get<DriftSimulator>().RunAsync(new DriftSimulation { ModelName = "shop", Changes = [change] }, RetrainingHost.Approver, default);

    private static async Task<string> FaultAsync(CoreHost core, DriftChange change) =>
        (await Assert.ThrowsAsync<InvalidException>(() => RunAsync(core, change))).Errors["changes"][0];
}
