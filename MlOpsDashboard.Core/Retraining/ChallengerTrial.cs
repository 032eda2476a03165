using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Evaluation.Bootstrap;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
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
        TrainedModel first = await LoadAsync(champion, cancellationToken).ConfigureAwait(false);
        TrainedModel second = await LoadAsync(challenger, cancellationToken).ConfigureAwait(false);
        return await Task.Run(() => Compare((champion, first), (challenger, second), table, gates, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private static ChallengerComparison? Compare(
        (ModelVersion Version, TrainedModel Model) champion,
        (ModelVersion Version, TrainedModel Model) challenger,
        DataTable table,
        RetrainingGates gates,
        CancellationToken cancellationToken)
    {
        (double[] ours, double[] theirs) = (Truths(champion.Version, table), Truths(challenger.Version, table));
        int[] rows = [.. Enumerable.Range(0, table.RowCount).Where(row => !double.IsNaN(ours[row]) && !double.IsNaN(theirs[row]))];
        ScoredRows first = Score(champion.Version, champion.Model, table, ours);
        ScoredRows second = Score(challenger.Version, challenger.Model, table, theirs);
        Metric metric = MetricOf(champion.Version);
        PairedDifference? whole = Difference(rows);
        return whole is null ? null : new ChallengerComparison(
            metric.Name, rows.Length, whole.First, whole.Second, whole.Gain, whole.Low, whole.High, gates.Confidence, [.. gates.Segments.SelectMany(Segment)]);

        PairedDifference? Difference(int[] chosen) =>
            PairedBootstrap.Of(Take(first, chosen), Take(second, chosen), metric, gates.Confidence, Seed, 1, cancellationToken);

        IEnumerable<SegmentComparison> Segment(string column) => table.Find(column) is not CodedColumn words ? []
            : from part in rows.GroupBy(words.WordAt).Where(part => part.Key is not null && part.Count() >= FewestSegmentRows).OrderByDescending(part => part.Count()).Take(MostValues)
              let difference = Difference([.. part])
              where difference is not null
              select new SegmentComparison(column, part.Key!, part.Count(), difference.Gain, difference.Low, difference.High);
    }

    /// <summary>The metric that a version was chosen by, else the usual one of its task.</summary>
    public static Metric MetricOf(ModelVersion version) =>
        version.Metric is { } name && MetricCatalog.Find(name) is { } metric && metric.Tasks.Contains(version.Task) ? metric : MetricCatalog.DefaultFor(version.Task);

    // As the version counts: the class's index or the number; NaN for what it does not know.
    private static double[] Truths(ModelVersion version, DataTable table)
    {
        var reader = new ActualReader(version);
        return Array.ConvertAll(TargetTexts.Of(table, version.Target), text => text is not null && reader.Read(text, out string? message) is var value && message is null ? value : double.NaN);
    }

    private static ScoredRows Score(ModelVersion version, TrainedModel model, DataTable table, double[] truths)
    {
        ModelSignature signature = model.Signature;
        double offset = signature.Task == TaskKind.Regression ? signature.TargetOffset : 0;
        return new ScoredRows(signature.Task, [.. truths.Select(truth => (float)(truth - offset))], model.PredictTable(table), signature.Classes.Count, version.DecisionThreshold)
        {
            Quantile = version.Quantile,
            Offset = offset,
        };
    }

    private static ScoredRows Take(ScoredRows all, int[] rows)
    {
        int width = all.OutputCount;
        return new ScoredRows(
            all.Task,
            Array.ConvertAll(rows, row => all.Target[row]),
            [.. rows.SelectMany(row => all.Outputs.AsSpan(row * width, width).ToArray())],
            all.Task == TaskKind.Regression ? 0 : width,
            all.Threshold)
        {
            Quantile = all.Quantile,
            Offset = all.Offset,
        };
    }

    private async Task<TrainedModel> LoadAsync(ModelVersion version, CancellationToken cancellationToken)
    {
        (_, Stream content) = await registry.OpenArtifactAsync(version.ModelId, cancellationToken).ConfigureAwait(false);
        await using (content.ConfigureAwait(false))
        {
            return await Task.Run(() => ModelArtifact.Load(content), cancellationToken).ConfigureAwait(false);
        }
    }
}
