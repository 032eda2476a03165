using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Statistics.Tests;

namespace MlOpsDashboard.Core.Drift.Together;

/// <summary>Compares rows as a whole. Pure: the same rows give the same answer.</summary>
internal static class TogetherJudge
{
    /// <summary>From which area on a classifier's success is drift, beyond 1,000 training rows: Evidently's for its domain classifier.</summary>
    public const double AucThreshold = 0.55;

    private const int ClassifierRows = 1000;
    private const int DiscrepancyRows = 400;
    private const int AucPermutations = 4999;
    private const int DiscrepancyPermutations = 999;
    private const int Seed = 20261130;

    private static readonly Hyperparameters s_small = new(
    [
        new("rounds", 40L), new("max_leaves", 8L), new("min_leaf_rows", 20L), new("max_bins", 32L),
    ]);

    /// <summary>Compares.</summary>
    /// <param name="features">What the model expects.</param>
    /// <param name="reference">The training data, as rows.</param>
    /// <param name="current">What came since, as rows.</param>
    /// <param name="least">Rows that either side needs.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Null with too few rows, or without a feature that is no text.</returns>
    public static TogetherDrift? Compare(
        IReadOnlyList<FeatureSignature> features, DriftSample reference, DriftSample current, int least, CancellationToken cancellationToken)
    {
        if (Math.Min(reference.Rows, current.Rows) < least || features.All(feature => feature.Text is not null))
        {
            return null;
        }

        var random = new Random(Seed);
        RowTable rows = RowTable.Draw(features, reference, current, ClassifierRows, random);
        TestOutcome auc = Tell(rows, random, cancellationToken);
        RowTable fewer = RowTable.Draw(features, reference, current, DiscrepancyRows, random);
        TestOutcome discrepancy = MeanDiscrepancy.Of(fewer.Distances(), fewer.First, fewer.Count, DiscrepancyPermutations, random);
        return new TogetherDrift
        {
            Rows = rows.Count - rows.First,
            ReferenceRows = rows.First,
            Auc = auc.Statistic,
            AucPValue = auc.PValue,
            AucThreshold = AucThreshold,
            Mmd = discrepancy.Statistic,
            MmdPValue = discrepancy.PValue,
        };
    }

    /// <summary>Says whether it is drift.</summary>
    /// <param name="found">What was found.</param>
    /// <param name="auc">The classifier's adjusted probability.</param>
    /// <param name="discrepancy">The discrepancy's.</param>
    /// <param name="rate">The chance of a false alarm.</param>
    /// <param name="referenceRows">Training rows that the check looks at.</param>
    public static TogetherDrift Judge(TogetherDrift found, double auc, double discrepancy, double rate, int referenceRows) => found with
    {
        AucAdjustedPValue = auc,
        MmdAdjustedPValue = discrepancy,
        Drifted = (auc <= rate && (referenceRows <= DriftRules.MostForTestAlone || found.Auc >= AucThreshold)) || discrepancy <= rate,
    };

    // Each half is judged by a classifier that has learned from the other one, so that the groups of its rows may be exchanged. The two halves'
    // probabilities depend on each other: the smaller one counts double.
    private static TestOutcome Tell(RowTable rows, Random random, CancellationToken cancellationToken)
    {
        FeatureMatrix matrix = rows.ToMatrix();
        int[] order = [.. Enumerable.Range(0, rows.Count)];
        random.Shuffle(order);
        int[][] halves = [order[..(order.Length / 2)], order[(order.Length / 2)..]];
        TestOutcome[] outcomes = [.. Enumerable.Range(0, 2).Select(half => Half(matrix, rows.First, halves[1 - half], halves[half], random, cancellationToken))];
        return new TestOutcome(outcomes.Average(one => one.Statistic), Math.Min(1, 2 * outcomes.Min(one => one.PValue)));
    }

    private static TestOutcome Half(FeatureMatrix matrix, int first, int[] learned, int[] judged, Random random, CancellationToken cancellationToken)
    {
        bool[] isNew = Array.ConvertAll(judged, row => row >= first);
        if (isNew.All(one => one) || !isNew.Any(one => one))
        {
            return new TestOutcome(0.5, 1);
        }

        double[] scores = DomainClassifier.Chances(matrix, first, learned, judged, s_small, cancellationToken);
        return RankSum.Of(scores, isNew, AucPermutations, random);
    }
}
