using System.Globalization;

namespace MlOpsDashboard.Telemetry;

/// <summary>Puts the section's settings into the words of the OpenTelemetry specification, below what the environment says in them.</summary>
internal static class TelemetrySettings
{
    /// <summary>The variable that switches sending on.</summary>
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>The settings as the OpenTelemetry library reads them.</summary>
    /// <param name="options">The section.</param>
    /// <param name="configuration">The program's configuration, with the environment.</param>
    public static IConfiguration Merge(TelemetryOptions options, IConfiguration configuration) => new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?>
        {
            [Endpoint] = options.Endpoint,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = options.Protocol,
            ["OTEL_EXPORTER_OTLP_HEADERS"] = options.Headers,
            ["OTEL_SERVICE_NAME"] = options.ServiceName,
            ["OTEL_METRIC_EXPORT_INTERVAL"] = (options.MetricsSeconds * 1000).ToString(CultureInfo.InvariantCulture),
            ["OTEL_TRACES_SAMPLER"] = "parentbased_traceidratio",
            ["OTEL_TRACES_SAMPLER_ARG"] = options.SampleRatio.ToString(CultureInfo.InvariantCulture),
        })
        .AddConfiguration(configuration)
        .Build();

    /// <summary>Whether anything is to be sent.</summary>
    /// <param name="settings">The merged settings.</param>
    public static bool IsOn(IConfiguration settings) =>
        !string.IsNullOrEmpty(settings[Endpoint]) && !string.Equals(settings["OTEL_SDK_DISABLED"], "true", StringComparison.OrdinalIgnoreCase);
}
