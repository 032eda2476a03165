using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Monitoring;
using MlOpsDashboard.Core.Monitoring.Frames;
using MlOpsDashboard.Core.Monitoring.Live;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving;
using MlOpsDashboard.Core.Storage.Trash;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Core.Training;
using MlOpsDashboard.Tests.Support;

namespace MlOpsDashboard.Tests.Core.Monitoring;

/// <summary>A core that serves and is monitored, on a clock that the test moves.</summary>
internal static class MonitoringHost
{
    public static Task<CoreHost> StartAsync(TimeProvider clock, string? folder = null, params (string Key, string Value)[] settings) =>
        CoreHost.StartAsync(
            services =>
            {
                services.AddAudit().AddDatasets().AddTracking().AddRegistry().AddTrash().AddServing().AddMonitoring();
                services.AddSingleton<RunningJobs<TrainingWork>>();
            },
            folder,
            clock,
            settings.ToDictionary(s => s.Key, s => (string?)s.Value));

    /// <summary>Lets one second go by and waits for its frame.</summary>
    public static async Task<MetricsFrame> TickAsync(CoreHost core, FakeTimeProvider clock)
    {
        var metrics = core.Get<LiveMetrics>();
        MetricsFrame? before = metrics.Latest;
        clock.Advance(TimeSpan.FromSeconds(1));
        await Wait.UntilAsync(() => metrics.Latest is not null && metrics.Latest != before);
        return metrics.Latest!;
    }
}
