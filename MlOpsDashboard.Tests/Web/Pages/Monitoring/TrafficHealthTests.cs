using MlOpsDashboard.Components.Pages.Monitoring;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Monitoring.Traffic;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Statistics.Sketches;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Pages.Monitoring;

public sealed class TrafficHealthTests
{
    [Theory]
    [InlineData(0, 0, 0, 0, "muted", "Nothing is in production yet.")]
    [InlineData(1, 0, 0, 0, "muted", "churn:7 is ready; no request came in the last 15 min.")]
    [InlineData(1, 300, 0, 0, "ok", "churn:7 is healthy: 20 requests/min, p99 ")]
    [InlineData(2, 300, 0, 0, "ok", "2 models are healthy: 20 requests/min, p99 ")]
    [InlineData(0, 300, 0, 0, "ok", "The service is healthy: 20 requests/min, p99 ")]
    [InlineData(1, 285, 15, 0, "warn", "churn:7 is up, but 5 % of the requests were rejected: 20 requests/min")]
    [InlineData(1, 297, 0, 3, "error", "1 % of the requests of the last 15 min failed: 20 requests/min")]
    public void The_headline_answers_the_question(int production, int answered, int rejected, int errors, string status, string begins)
    {
        var durations = new DurationHistogram();
        for (int i = 0; i < answered; i++)
        {
            durations.Record(0.008);
        }

        DateTimeOffset to = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var slice = new TrafficSlice(new TrafficKey("churn", 7, "production"), answered, rejected, errors, answered * 0.008, durations);
        TrafficReport report = TrafficReport.Build(to.AddMinutes(-15), to, TimeSpan.FromMinutes(1), [(to.AddMinutes(-1), slice)]);
        ModelVersion[] versions = [.. Enumerable.Repeat(Version, production)];

        TrafficHealth health = TrafficHealth.Of(versions, report, TimeRange.Find("15m"));

        Assert.Equal(status, health.Status);
        Assert.StartsWith(begins, health.Sentence, StringComparison.Ordinal);
    }

    private static ModelVersion Version { get; } = new()
    {
        Name = "churn",
        Version = 7,
        RunId = "r",
        Experiment = "churn",
        ArtifactSha256 = "0",
        Bytes = 1,
        Learner = "linear",
        Task = TaskKind.Binary,
        Target = "left",
        Metrics = new Dictionary<string, double>(),
        Parameters = new Dictionary<string, string>(),
        Signature = "{}",
        CreatedAt = default,
        CreatedBy = "ada",
    };
}
