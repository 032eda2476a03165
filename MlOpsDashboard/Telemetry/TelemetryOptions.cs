using System.ComponentModel.DataAnnotations;

namespace MlOpsDashboard.Telemetry;

/// <summary>Where traces and metrics are sent by OTLP. The standard variables, such as <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, overrule it.</summary>
public sealed class TelemetryOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "OpenTelemetry";

    /// <summary>The collector's base address, such as <c>http://127.0.0.1:4318</c>.</summary>
    /// <value>None: nothing is sent and nothing is measured for it.</value>
    public string Endpoint { get; set; } = "";

    /// <summary><c>http/protobuf</c> or <c>grpc</c>.</summary>
    /// <value>http/protobuf.</value>
    [AllowedValues("http/protobuf", "grpc", ErrorMessage = "OpenTelemetry:Protocol must be http/protobuf or grpc.")]
    public string Protocol { get; set; } = "http/protobuf";

    /// <summary>Headers for the collector, such as credentials: <c>name=value,name=value</c>.</summary>
    /// <value>None.</value>
    public string Headers { get; set; } = "";

    /// <summary>The name under which the program's data appears.</summary>
    /// <value>mlops-dashboard.</value>
    [Required]
    public string ServiceName { get; set; } = "mlops-dashboard";

    /// <summary>The share of requests whose trace is kept, 0 to 1; a caller who brings a trace along has decided already.</summary>
    /// <value>1.</value>
    [Range(0.0, 1.0, ErrorMessage = "OpenTelemetry:SampleRatio must be from 0 to 1.")]
    public double SampleRatio { get; set; } = 1;

    /// <summary>Seconds between two sendings of the metrics.</summary>
    /// <value>60.</value>
    [Range(1, 3600, ErrorMessage = "OpenTelemetry:MetricsSeconds must be from 1 to 3600.")]
    public int MetricsSeconds { get; set; } = 60;

    /// <summary>Whether the address is empty or one that can be sent to.</summary>
    internal bool HasUsableEndpoint => Endpoint.Length == 0
        || (Uri.TryCreate(Endpoint, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https");
}
