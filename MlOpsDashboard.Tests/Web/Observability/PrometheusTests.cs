using System.Text.Json;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Observability;

/// <summary>What Prometheus itself thinks of the metrics and of deploy/monitoring.</summary>
[Collection(ObservedTests.Name)]
public sealed class PrometheusTests(ObservedApp observed)
{
    [PrometheusFact]
    public async Task Promtool_finds_no_fault_in_the_metrics()
    {
        (int code, string output) = await PrometheusTools.CheckAsync(await observed.ReadMetricsAsync(), "check", "metrics");

        Assert.True(code == 0 && output.Length == 0, output);
    }

    [PrometheusFact]
    public async Task Promtool_finds_no_fault_in_configuration_and_rules_and_the_rules_do_what_they_say()
    {
        string folder = RepositoryFolder.Combine("deploy", "monitoring");
        foreach (string[] command in new[] { ["check", "config", "prometheus.yml"], ["check", "rules", "alerts.yml"], new[] { "test", "rules", "alerts.test.yml" } })
        {
            (int code, string output) = await PrometheusTools.CheckAsync(null, command[0], command[1], Path.Combine(folder, command[2]));
            Assert.True(code == 0, output);
        }
    }

    [PrometheusFact]
    public async Task Prometheus_scrapes_the_running_program()
    {
        string target = new Uri(observed.Client.BaseAddress!.ToString()).Authority;
        string configuration = (await File.ReadAllTextAsync(RepositoryFolder.Combine("deploy", "monitoring", "prometheus.yml")))
            .Replace("127.0.0.1:5080", target, StringComparison.Ordinal)
            .Replace("15s", "1s", StringComparison.Ordinal)
            .Replace("- alerts.yml", "- " + RepositoryFolder.Combine("deploy", "monitoring", "alerts.yml"), StringComparison.Ordinal);
        await using PrometheusServer prometheus = await PrometheusServer.StartAsync(configuration);

        IReadOnlyList<JsonElement> series = [];
        await Wait.UntilAsync(async () => (series = await prometheus.QueryAsync($"model_predictions_total{{model=\"{ObservedApp.Model}\",outcome=\"ok\"}}")).Count > 0);
        IReadOnlyList<string> traces = await prometheus.TracesAsync("model_prediction_duration_seconds_bucket", TimeProvider.System.GetUtcNow().AddMinutes(-30));
        IReadOnlyList<JsonElement> up = await prometheus.QueryAsync("up{job=\"mlops-dashboard\"}");
        IReadOnlyList<JsonElement> tail = await prometheus.QueryAsync("histogram_quantile(0.99, sum by (le) (model_prediction_duration_seconds_bucket))");

        Assert.Equal("1", Assert.Single(series).GetProperty("value")[1].GetString());
        Assert.Equal("1", Assert.Single(up).GetProperty("value")[1].GetString());
        Assert.Equal([ObservedApp.Trace], traces);
        Assert.True(double.Parse(Assert.Single(tail).GetProperty("value")[1].GetString()!) > 0);
    }
}
