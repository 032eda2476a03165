using System.Text.Json;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Training;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Training;

public sealed class CurveFilesTests
{
    // sklearn.metrics.average_precision_score of scikit-learn 1.2.1: 0.83333 and, where all scores are the same, the share of positive rows.
    [Theory]
    [InlineData(new float[] { 0, 0, 1, 1 }, new float[] { 0.1f, 0.4f, 0.35f, 0.8f }, 0.8333333333)]
    [InlineData(new float[] { 1, 0, 0, 0 }, new float[] { 0.5f, 0.5f, 0.5f, 0.5f }, 0.25)]
    public void The_precision_curve_tells_the_average_precision(float[] target, float[] scores, double expected)
    {
        float[] outputs = [.. scores.SelectMany(score => new[] { 1 - score, score })];
        var curves = Curves.Of(new ScoredRows(TaskKind.Binary, target, outputs, 2), ["no", "yes"]);

        byte[] file = CurveFiles.Of(curves, new Dictionary<string, double>(), "model").Single(part => part.Path == "pr_curve.json").Content;

        JsonElement series = JsonDocument.Parse(file).RootElement.GetProperty("series")[0];
        Assert.Equal("yes", series.GetProperty("label").GetString());
        Assert.Equal(expected, series.GetProperty("ap").GetDouble(), 1e-9);
        Assert.False(series.TryGetProperty("auc", out _));
    }
}
