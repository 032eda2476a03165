using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Training;

namespace MlOpsDashboard.Core.Monitoring.Figures;

/// <summary>The meters whose instruments leave the program, for Prometheus and by OpenTelemetry alike.</summary>
public static class Meters
{
    /// <summary>How the names of the program's own meters begin.</summary>
    public const string OwnPrefix = "MlOpsDashboard.";

    /// <summary>The meter of alerts, which stand behind what is monitored and so cannot name it to this list.</summary>
    public const string Alerts = OwnPrefix + "Alerts";

    /// <summary>The meter of checks for drift, of which the same is true.</summary>
    public const string Drift = OwnPrefix + "Drift";

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        ServingMeter.Name, TrainingMeter.Name, MonitoringMeter.Name, Alerts, Drift,
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime",
    ];

    /// <summary>The names of the program's own sources of spans.</summary>
    public static IReadOnlyList<string> Sources { get; } = [ServingTrace.Name, TrainingTrace.Name];
}
