using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Ensembles;
using MlOpsDashboard.Core.Learning.Evaluation;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Ensembles;

/// <summary>Figures of reference: Caruana's selection written anew in fifteen lines of numpy, on numbers of <see cref="LinearCongruence"/>.</summary>
public sealed class GreedySelectionTests
{
    private const int Rows = 40;

    private static readonly (double Noise, double Bias)[] s_models = [(0.3, 0.02), (0.35, -0.05), (0.5, 0.1), (0.9, 0), (0.4, -0.1)];
    private static readonly Metric s_rmse = MetricCatalog.Find("rmse")!;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Members_and_weights_are_those_of_the_reference(int threads)
    {
        ScoredRows[][] candidates = Candidates();

        int[] counts = new GreedySelection(s_rmse, candidates, threads).Choose((_, _) => true, CancellationToken.None);

        Assert.Equal([5, 4, 3, 0, 2], counts);
        ScoredRows[] blend = GreedySelection.Blend([.. candidates.Select((folds, i) => ((IReadOnlyList<ScoredRows>)folds, counts[i] / 14.0))]);
        Assert.Equal(0.08180450018337099, candidates[0].Average(s_rmse.Compute), 1e-7);
        Assert.Equal(0.05492368927862007, blend.Average(s_rmse.Compute), 1e-7);
    }

    [Fact]
    public void What_is_not_admitted_does_not_join()
    {
        int[] counts = new GreedySelection(s_rmse, Candidates(), 1).Choose(
            (chosen, candidate) => candidate != 1 && chosen.Count(count => count > 0) < 2, CancellationToken.None);

        Assert.Equal(0, counts[1]);
        Assert.Equal(2, counts.Count(count => count > 0));
    }

    [Fact]
    public void Nothing_joins_a_model_that_is_never_wrong()
    {
        ScoredRows[][] candidates = Candidates();
        ScoredRows[] right = [.. candidates[0].Select(fold => new ScoredRows(TaskKind.Regression, fold.Target, fold.Target, 0))];

        int[] counts = new GreedySelection(s_rmse, [right, .. candidates], 1).Choose((_, _) => true, CancellationToken.None);

        Assert.Equal([1, 0, 0, 0, 0, 0], counts);
    }

    [Fact]
    public void A_choice_can_be_cancelled() => Assert.Throws<OperationCanceledException>(
        () => new GreedySelection(s_rmse, Candidates(), 1).Choose((_, _) => true, new CancellationToken(canceled: true)));

    private static ScoredRows[][] Candidates()
    {
        double[] drawn = LinearCongruence.Draw(Rows * (s_models.Length + 1), 7);
        float[] target = [.. drawn.Take(Rows).Select(value => (float)value)];
        return
        [
            .. s_models.Select((model, k) =>
            {
                float[] outputs = [.. Enumerable.Range(0, Rows).Select(i => (float)(target[i] + (model.Noise * (drawn[((k + 1) * Rows) + i] - 0.5)) + model.Bias))];
                return new[] { Fold(target[..20], outputs[..20]), Fold(target[20..], outputs[20..]) };
            }),
        ];
    }

    private static ScoredRows Fold(float[] target, float[] outputs) => new(TaskKind.Regression, target, outputs, 0);
}
