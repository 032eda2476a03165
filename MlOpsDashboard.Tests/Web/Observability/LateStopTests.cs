using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MlOpsDashboard.Telemetry;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Observability;

public sealed class LateStopTests
{
    // The web server may use up the time of a stop, as when a connection does not end: what stops after it must not fail for that.
    [Fact]
    public async Task The_export_of_telemetry_ends_when_no_time_is_left_to_stop()
    {
        using var app = new AppFactory();
        TelemetryExport export = app.Services.GetServices<IHostedService>().OfType<TelemetryExport>().Single();

        Assert.Null(await Record.ExceptionAsync(() => export.StopAsync(new CancellationToken(canceled: true))));
    }
}
