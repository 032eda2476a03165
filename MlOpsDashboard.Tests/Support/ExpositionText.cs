using System.Text;
using MlOpsDashboard.Core.Monitoring.Exposition;
using Prometheus;

namespace MlOpsDashboard.Tests.Support;

/// <summary>What Prometheus reads.</summary>
internal static class ExpositionText
{
    /// <summary>The text of a collector's numbers now.</summary>
    public static async Task<string> ReadAsync(this MetricsCollector collector, ExpositionFormat format = ExpositionFormat.PrometheusText)
    {
        using var text = new MemoryStream();
        await collector.Registry.CollectAndExportAsTextAsync(text, format);
        return Encoding.UTF8.GetString(text.ToArray());
    }
}
