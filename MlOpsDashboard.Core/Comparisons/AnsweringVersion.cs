using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Comparisons;

/// <summary>A version with its model in memory, which answers rows whose truth is known.</summary>
/// <param name="Version">The version.</param>
/// <param name="Model">Its model.</param>
internal sealed record AnsweringVersion(ModelVersion Version, TrainedModel Model)
{
    /// <summary>Reads the model from its file.</summary>
    public static async Task<AnsweringVersion> LoadAsync(RegistryService registry, ModelVersion version, CancellationToken cancellationToken)
    {
        (_, Stream content) = await registry.OpenArtifactAsync(version.ModelId, cancellationToken).ConfigureAwait(false);
        await using (content.ConfigureAwait(false))
        {
            return new AnsweringVersion(version, await Task.Run(() => ModelArtifact.Load(content), cancellationToken).ConfigureAwait(false));
        }
    }

    /// <summary>The metric that a version was chosen by, else the usual one of its task.</summary>
    public static Metric MetricOf(ModelVersion version) =>
        version.Metric is { } name && MetricCatalog.Find(name) is { } metric && metric.Tasks.Contains(version.Task) ? metric : MetricCatalog.DefaultFor(version.Task);

    /// <summary>The truths of a table as the version counts: the class's index or the number; NaN for what it does not know.</summary>
    public double[] Truths(DataTable table)
    {
        var reader = new ActualReader(Version);
        return Array.ConvertAll(
            TargetTexts.Of(table, Version.Target), text => text is not null && reader.Read(text, out string? message) is var value && message is null ? value : double.NaN);
    }

    /// <summary>Has the version answer all rows of a table.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="truths">What <see cref="Truths"/> gave for them.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public ScoredRows Score(DataTable table, double[] truths, CancellationToken cancellationToken = default)
    {
        ModelSignature signature = Model.Signature;
        double offset = signature.Task == TaskKind.Regression ? signature.TargetOffset : 0;
        return new ScoredRows(
            signature.Task,
            [.. truths.Select(truth => (float)(truth - offset))],
            Model.PredictTable(table, cancellationToken: cancellationToken),
            signature.Classes.Count,
            Version.DecisionThreshold)
        {
            Quantile = Version.Quantile,
            Offset = offset,
        };
    }

    /// <summary>Some of the rows.</summary>
    public static ScoredRows Take(ScoredRows all, int[] rows)
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
}
