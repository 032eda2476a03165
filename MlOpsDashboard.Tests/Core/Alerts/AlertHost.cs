using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Alerts;
using MlOpsDashboard.Core.Alerts.Channels;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Drift;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Monitoring;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving;
using MlOpsDashboard.Core.Storage.Trash;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Core.Training;
using MlOpsDashboard.Tests.Support;

namespace MlOpsDashboard.Tests.Core.Alerts;

/// <summary>A core with alerts on a clock that the test moves; rules are looked at when the test says so.</summary>
internal static class AlertHost
{
    public static readonly Actor Ada = Actor.Of("ada", UserRole.Administrator);

    public static FakeTimeProvider Clock() => new(new DateTimeOffset(2026, 1, 1, 12, 0, 30, TimeSpan.Zero));

    public static Task<CoreHost> StartAsync(TimeProvider clock, string folder, params (string Key, string Value)[] settings) => CoreHost.StartAsync(
        services =>
        {
            services.AddAudit().AddDatasets().AddTracking().AddRegistry().AddTrash().AddServing().AddMonitoring().AddDrift();
            services.AddSingleton<RunningJobs<TrainingWork>>();
            services.AddDataProtection().SetApplicationName("tests").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(folder, "keys")));
            services.AddAlerts();
        },
        folder,
        clock,
        settings.Prepend(("Alerts:EvaluateSeconds", "3600")).ToDictionary(s => s.Item1, s => (string?)s.Item2));

    /// <summary>A rule on the share of drifted features, which a test can set by <see cref="SayAsync"/>.</summary>
    public static AlertRuleForm Form(string? model = "shop") => new()
    {
        Name = "drift",
        ModelName = model,
        Metric = "drift_share",
        Operator = ">",
        Threshold = 0.5,
    };

    /// <summary>Has a check for drift say something of version 1, and looks at the rules.</summary>
    public static async Task SayAsync(CoreHost core, double? share, int version = 1, string model = "shop", int rows = 1000)
    {
        await using (var context = await core.Contexts.CreateDbContextAsync())
        {
            context.Add(new StoredDriftReport
            {
                Id = Ids.New(core.Clock),
                ModelName = model,
                ModelVersion = version,
                CheckedAt = core.Clock.GetUtcNow(),
                Source = "predictions",
                Rows = rows,
                Verdict = share is null ? DriftVerdict.TooFewRows : share > 0 ? DriftVerdict.Drift : DriftVerdict.None,
                ShareDrifted = share,
                Report = "{}",
            });
            await context.SaveChangesAsync();
        }

        await LookAsync(core);
    }

    public static async Task LookAsync(CoreHost core)
    {
        // Two events of one moment would have no order.
        ((FakeTimeProvider)core.Clock).Advance(TimeSpan.FromSeconds(1));
        await core.Get<AlertEvaluation>().RunAsync(default);
    }

    /// <summary>Lets time go by, and begins to send what is due then. The sender itself may still count from the moment before.</summary>
    public static async Task PassAsync(CoreHost core, TimeSpan length)
    {
        ((FakeTimeProvider)core.Clock).Advance(length);
        await core.Get<AlertOutbox>().BeginAsync(default);
    }

    /// <summary>The states that a rule went through, the oldest first.</summary>
    public static async Task<AlertState[]> StatesAsync(CoreHost core, string? rule = null) =>
        [.. (await core.Get<AlertService>().ListEventsAsync(rule, null, new PageQuery(), default)).Items.Reverse().Select(item => item.State)];
}
