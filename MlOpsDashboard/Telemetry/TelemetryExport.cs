using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Monitoring.Exposition;
using MlOpsDashboard.Core.Monitoring.Figures;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace MlOpsDashboard.Telemetry;

/// <summary>
/// Sends traces and metrics by OTLP when it is configured. The first hosted service, so that it hears the others from their
/// start to their end; without configuration it does nothing, and then nobody listens to any span.
/// </summary>
internal sealed partial class TelemetryExport(
    IOptions<TelemetryOptions> options,
    IConfiguration configuration,
    IMeterFactory meters,
    TimeProvider clock,
    ILogger<TelemetryExport> logger) : IHostedService, IDisposable
{
    private const string ServerSource = "Microsoft.AspNetCore";

    // Without it the server's spans have no method, path and status, which this library would else have to add.
    private const string BareSpans = "Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData";

    private TracerProvider? _traces;
    private MeterProvider? _metrics;
    private TelemetryFailures? _failures;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        IConfiguration settings = TelemetrySettings.Merge(options.Value, configuration);
        if (!TelemetrySettings.IsOn(settings))
        {
            return Task.CompletedTask;
        }

        AppContext.SetSwitch(BareSpans, false);
        _failures = new TelemetryFailures(clock, LogFailed);
        _traces = Sdk.CreateTracerProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(settings))
            .ConfigureResource(Describe)
            .AddSource([ServerSource, .. Meters.Sources])
            .AddOtlpExporter()
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(settings))
            .ConfigureResource(Describe)
            .AddMeter([.. Meters.All])
            .AddView(StreamOf)
            .AddOtlpExporter()
            .Build();
        string address = AddressOf(settings);
        LogStarted(address);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) =>
        // However long the web server took to stop, what is still here is sent.
        Task.Run(Dispose, CancellationToken.None);

    /// <inheritdoc/>
    public void Dispose()
    {
        // Disposing sends what is still here, for a few seconds at most.
        Interlocked.Exchange(ref _traces, null)?.Dispose();
        Interlocked.Exchange(ref _metrics, null)?.Dispose();
        Interlocked.Exchange(ref _failures, null)?.Dispose();
    }

    // The names of Prometheus for what is our own; and nothing of another host in this process, whose end would take ours along.
    private MetricStreamConfiguration? StreamOf(Instrument instrument)
    {
        if (instrument.Meter.Scope is { } owner && owner != meters)
        {
            return MetricStreamConfiguration.Drop;
        }

        return instrument.Meter.Name.StartsWith(Meters.OwnPrefix, StringComparison.Ordinal)
            ? new MetricStreamConfiguration { Name = MetricName.Of(instrument) }
            : null;
    }

    // The environment's own words come last and win.
    private static void Describe(ResourceBuilder resource) => resource
        .Clear()
        .AddService("mlops-dashboard", serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version?.ToString(3))
        .AddTelemetrySdk()
        .AddEnvironmentVariableDetector();

    private static string AddressOf(IConfiguration settings) =>
        Uri.TryCreate(settings[TelemetrySettings.Endpoint], UriKind.Absolute, out Uri? address) ? address.GetLeftPart(UriPartial.Authority) : "";

    [LoggerMessage(Level = LogLevel.Information, Message = "Traces and metrics are sent to {Address}")]
    private partial void LogStarted(string address);

    [LoggerMessage(Level = LogLevel.Warning, Message = "OpenTelemetry: {Fault}")]
    private partial void LogFailed(string fault);
}
