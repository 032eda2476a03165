using MlOpsDashboard.Core.Comparisons;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Evaluation.Bootstrap;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Retraining;

/// <summary>Has champion and challenger answer the same held-out rows, and compares them.</summary>
internal sealed class ChallengerTrial(DatasetService datasets, RegistryService registry)
{
    private const int Seed = 42;

    // In fewer rows a bootstrap says nothing that would hold.
    private const int FewestSegmentRows = 30;
    private const int MostValues = 50;

    /// <summary>Compares.</summary>
    /// <param name="champion">The version in production.</param>
    /// <param name="challenger">The version that wants to follow it.</param>
    /// <param name="holdout">The held-out rows.</param>
    /// <param name="gates">The confidence, and the columns to look at.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Null when they have no row in common that the metric is defined on.</returns>
    public async Task<ChallengerComparison?> RunAsync(
        ModelVersion champion, ModelVersion challenger, DatasetVersion holdout, RetrainingGates gates, CancellationToken cancellationToken)
    {
        DataTable table = await datasets.LoadAsync(holdout.Dataset, holdout.Version, null, cancellationToken).ConfigureAwait(false);
        AnsweringVersion first = await AnsweringVersion.LoadAsync(registry, champion, cancellationToken).ConfigureAwait(false);
        AnsweringVersion second = await AnsweringVersion.LoadAsync(registry, challenger, cancellationToken).ConfigureAwait(false);
        return await Task.Run(() => Compare(first, second, table, gates, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private static ChallengerComparison? Compare(
        AnsweringVersion champion, AnsweringVersion challenger, DataTable table, RetrainingGates gates, CancellationToken cancellationToken)
    {
        (double[] ours, double[] theirs) = (champion.Truths(table), challenger.Truths(table));
        int[] rows = [.. Enumerable.Range(0, table.RowCount).Where(row => !double.IsNaN(ours[row]) && !double.IsNaN(theirs[row]))];
        ScoredRows first = champion.Score(table, ours, cancellationToken);
        ScoredRows second = challenger.Score(table, theirs, cancellationToken);
        Metric metric = AnsweringVersion.MetricOf(champion.Version);
        PairedDifference? whole = Difference(rows);
        return whole is null ? null : new ChallengerComparison(
            metric.Name, rows.Length, whole.First, whole.Second, whole.Gain, whole.Low, whole.High, gates.Confidence, [.. gates.Segments.SelectMany(Segment)]);

        PairedDifference? Difference(int[] chosen) =>
            PairedBootstrap.Of(AnsweringVersion.Take(first, chosen), AnsweringVersion.Take(second, chosen), metric, gates.Confidence, Seed, 1, cancellationToken);

        IEnumerable<SegmentComparison> Segment(string column) => table.Find(column) is not CodedColumn words ? []
            : from part in rows.GroupBy(words.WordAt).Where(part => part.Key is not null && part.Count() >= FewestSegmentRows).OrderByDescending(part => part.Count()).Take(MostValues)
              let difference = Difference([.. part])
              where difference is not null
              select new SegmentComparison(column, part.Key!, part.Count(), difference.Gain, difference.Low, difference.High);
    }
}
