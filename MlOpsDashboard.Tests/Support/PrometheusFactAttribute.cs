using Xunit;

namespace MlOpsDashboard.Tests.Support;

/// <summary>A test that needs Prometheus.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PrometheusFactAttribute : FactAttribute
{
    public PrometheusFactAttribute() => Skip = PrometheusTools.Skip();
}
