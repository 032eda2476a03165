using MlOpsDashboard.Core.Approvals;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Registry;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Approvals;

public sealed class FigureComparisonTests
{
    [Theory]
    [InlineData(0.92, CheckOutcome.Passed)]
    [InlineData(0.90, CheckOutcome.Passed)]
    [InlineData(0.895, CheckOutcome.Warning)]
    [InlineData(0.85, CheckOutcome.Failed)]
    public void On_the_same_rows_the_figures_and_their_intervals_say_how_the_candidate_does(double candidate, CheckOutcome expected)
    {
        (ApprovalCheck check, IReadOnlyList<ComparedFigure> figures) = FigureComparison.Of(Version(2, candidate), Version(1, 0.90));

        Assert.Equal(expected, check.Outcome);
        Assert.Equal(["roc_auc", "accuracy"], figures.Select(figure => figure.Metric));
        Assert.Equal(0.89, figures[0].ProductionLow!.Value, 9);
        Assert.Contains("on the same held-out rows", check.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("other", 42L, "0.2", "adult:2 and of adult:1")]
    [InlineData("data", 7L, "0.2", "another seed")]
    [InlineData("data", 42L, "0.3", "their validation differs")]
    public void On_other_rows_nothing_is_compared_and_the_reason_is_told(string data, long seed, string share, string reason)
    {
        ModelVersion candidate = Version(2, 0.95, data, seed, share);

        (ApprovalCheck check, IReadOnlyList<ComparedFigure> figures) = FigureComparison.Of(candidate, Version(1, 0.90));

        Assert.Equal(CheckOutcome.Unknown, check.Outcome);
        Assert.StartsWith("Not comparable: ", check.Text, StringComparison.Ordinal);
        Assert.Contains(reason, check.Text, StringComparison.Ordinal);
        Assert.Empty(figures);
    }

    [Fact]
    public void Without_production_there_is_nothing_to_compare_with() =>
        Assert.Equal(CheckOutcome.Unknown, FigureComparison.Of(Version(1, 0.9), null).Check.Outcome);

    private static ModelVersion Version(int number, double score, string data = "data", long seed = 42, string share = "0.2") => new()
    {
        Name = "income",
        Version = number,
        RunId = $"run{number}",
        Experiment = "income",
        ArtifactSha256 = "a",
        Bytes = 1,
        Learner = "linear",
        Task = TaskKind.Binary,
        Target = "income",
        Metric = "roc_auc",
        Metrics = new Dictionary<string, double> { ["accuracy"] = 0.8, ["roc_auc"] = score, ["roc_auc_ci_low"] = score - 0.01, ["roc_auc_ci_high"] = score + 0.01 },
        Parameters = new Dictionary<string, string> { ["validation"] = "holdout", ["test_size"] = share },
        Signature = "{}",
        DatasetName = "adult",
        DatasetVersion = data == "data" ? 1 : 2,
        DatasetSha256 = data,
        Seed = seed,
        CreatedAt = DateTimeOffset.UnixEpoch,
        CreatedBy = "ada",
    };
}
