using MlOpsDashboard.Components.Pages.Overview;
using MlOpsDashboard.Core.Alerts;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Monitoring.Traffic;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Retraining;
using MlOpsDashboard.Core.Statistics.Sketches;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Pages.Overview;

public sealed class OperationsTests
{
    private static readonly DateTimeOffset s_now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 0, 0, "muted", "idle", "churn:7 serves; nobody asks at present")]
    [InlineData(600, 0, 0, "ok", "healthy", "churn:7 serves and is well")]
    [InlineData(990, 0, 10, "error", "failing", "churn:7 serves and needs a look")]
    [InlineData(19, 1, 0, "warn", "rejecting", "churn:7 serves and needs a look")]
    [InlineData(18, 1, 0, "ok", "healthy", "churn:7 serves and is well")]
    public void The_headline_says_whether_a_model_needs_a_look(int answered, int rejected, int errors, string status, string word, string headline)
    {
        var operations = Operations.Of([Version("churn", 7)], Hour(("churn", 7, answered, rejected, errors)), [], []);

        OperationLine line = Assert.Single(operations.Lines);
        Assert.Equal((status, word, headline), (line.Status, line.Word, operations.Headline));
        Assert.Equal((answered + rejected + errors) / 60.0, line.PerMinute, 9);
        Assert.Equal(60, line.Rates.Count);
        Assert.Equal(answered + rejected + errors, line.Rates.Sum(), 9);
    }

    [Fact]
    public void What_needs_a_look_comes_first_and_a_promotion_is_marked_where_it_was()
    {
        StageEvent move = new() { Name = "bikes", Version = 2, Kind = StageEventKind.Moved, FromStage = ModelStage.None, ToStage = ModelStage.Production, At = s_now.AddMinutes(-15), Actor = "ada" };

        var operations = Operations.Of(
            [Version("bikes", 2), Version("churn", 7)], Hour(("bikes", 2, 600, 0, 0), ("churn", 7, 90, 0, 10)), [], [move]);

        Assert.Equal("2 models serve; one needs a look", operations.Headline);
        Assert.Equal(["churn", "bikes"], operations.Lines.Select(line => line.Version.Name));
        Assert.Equal([0.75], operations.Lines[1].Marks);
        Assert.StartsWith("11.7 requests a minute, p95 ", operations.Summary, StringComparison.Ordinal);
        Assert.EndsWith("1.429 % failed in the last hour.", operations.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_person_has_to_decide_comes_with_its_evidence()
    {
        ModelVersion live = Version("churn", 7, 0.85), better = Version("churn", 8, 0.87), waiting = Version("bikes", 1, 0.9);
        var operations = Operations.Of([live], Hour(("churn", 7, 90, 0, 10)), [], []);
        ModelRow[] models = [Row(live, better), Row(null, waiting), Row(live, live)];

        IReadOnlyList<AttentionItem> items = Attention.Of(operations, [Firing()], [], models, [], s_now);

        Assert.Equal(
            ["churn: failed jobs 3, above 2", "churn:7: 10 % of the requests failed", "churn:8 waits beside churn:7, which serves", "bikes:1 is in no production yet"],
            items.Select(item => item.Text));
        Assert.Equal("ROC AUC 0.8700, +0.0200 against version 7: measured on other rows: not comparable", items[2].Evidence);
        Assert.Equal(["alerts", "monitoring?model=churn&range=1h", "registry/churn?version=8", "registry/bikes?version=1"], items.Select(item => item.Address));
    }

    [Fact]
    public void A_challenger_that_waits_for_a_person_is_told_once()
    {
        ModelVersion live = Version("churn", 7, 0.85), better = Version("churn", 8, 0.87);
        var operations = Operations.Of([live], Hour(("churn", 7, 90, 0, 0)), [], []);
        var passed = new RetrainingDecision
        {
            Id = "1",
            ModelName = "churn",
            Trigger = RetrainingTrigger.Drift,
            Reason = "",
            StartedBy = "retraining",
            StartedAt = s_now,
            State = RetrainingState.AwaitingApproval,
            ChampionVersion = 7,
            ChallengerVersion = 8,
            HoldoutTo = s_now,
            Policy = new RetrainingPolicy(),
            Steps = [],
            Comparison = new ChallengerComparison("roc_auc", 500, 0.85, 0.87, 0.02, 0.01, 0.03, 0.95, []),
        };

        AttentionItem item = Assert.Single(Attention.Of(operations, [], [passed], [Row(live, better)], [], s_now));

        Assert.Equal(("churn:8 has passed, and waits for a person", "retraining?model=churn"), (item.Text, item.Address));
        Assert.Equal("ROC AUC 0.8700, the champion's 0.8500, on 500 held-out rows", item.Evidence);
    }

    private static ModelRow Row(ModelVersion? production, ModelVersion latest) =>
        new(new RegisteredModel { Name = latest.Name, CreatedAt = s_now, CreatedBy = "ada", UpdatedAt = s_now }, latest.Version, latest, production, null);

    private static TrafficReport Hour(params (string Model, int Version, int Answered, int Rejected, int Errors)[] traffic) => TrafficReport.Build(
        s_now.AddHours(-1),
        s_now,
        TimeSpan.FromMinutes(1),
        traffic.Select(one =>
        {
            var durations = new DurationHistogram();
            for (int i = 0; i < one.Answered; i++)
            {
                durations.Record(0.008);
            }

            var slice = new TrafficSlice(new TrafficKey(one.Model, one.Version, "production"), one.Answered, one.Rejected, one.Errors, one.Answered * 0.008, durations);
            return (s_now.AddMinutes(-5), slice);
        }));

    private static ModelVersion Version(string name, int version, double score = 0.9) => new()
    {
        Name = name,
        Version = version,
        RunId = "r",
        Experiment = name,
        ArtifactSha256 = "0",
        Bytes = 1,
        Learner = "linear",
        Task = TaskKind.Binary,
        Target = "left",
        Metric = "roc_auc",
        Metrics = new Dictionary<string, double>(StringComparer.Ordinal) { ["roc_auc"] = score },
        Parameters = new Dictionary<string, string>(),
        Signature = "{}",
        CreatedAt = s_now,
        CreatedBy = "ada",
    };

    private static AlertEvent Firing() => new()
    {
        Id = "e",
        RuleId = "r",
        RuleName = "jobs",
        ModelName = "churn",
        ModelVersion = null,
        Metric = "job_failures",
        Operator = AlertOperator.Above,
        Threshold = 2,
        Severity = AlertSeverity.Warning,
        FromState = AlertState.Inactive,
        State = AlertState.Firing,
        Value = 3,
        Message = "churn: failed jobs 3, above 2",
        Silenced = false,
        At = s_now,
    };
}
