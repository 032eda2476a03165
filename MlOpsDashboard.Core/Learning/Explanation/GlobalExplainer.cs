using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Explanation;

/// <summary>Explains a model's background rows and takes the means.</summary>
internal static class GlobalExplainer
{
    /// <summary>Steps that may be taken: about a second. Large forests and wide networks explain fewer rows.</summary>
    private const long MostSteps = 500_000_000;

    private const int LeastRows = 16;

    /// <summary>Explains; of several classes for each row the one that is answered.</summary>
    /// <param name="model">The model.</param>
    /// <param name="explainer">Its explainer.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public static GlobalExplanation Explain(TrainedModel model, ModelExplainer explainer, CancellationToken cancellationToken)
    {
        IReadOnlyList<FeatureRow> rows = model.Background.Rows;
        int count = (int)Math.Min(rows.Count, Math.Max(LeastRows, MostSteps / Math.Max(1, explainer.Cost)));
        var sums = new double[model.Signature.Features.Count];
        foreach (FeatureRow row in rows.Take(count))
        {
            cancellationToken.ThrowIfCancellationRequested();
            IReadOnlyList<double> contributions = explainer.Explain(row).Contributions;
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i] += Math.Abs(contributions[i]);
            }
        }

        SortedDictionary<string, double> gain = SourceImportance.Of(model.Pipeline.Features, model.Model.Importance);
        SortedDictionary<string, double> measured = model.Metadata.Importance;

        // Without time for shuffling the model's own importance stands in for the measured one: then it was not measured.
        bool isMeasured = measured.Count > 0 && !measured.SequenceEqual(gain);
        return new GlobalExplanation(
            explainer.Method,
            explainer.Space,
            count,
            [
                .. model.Signature.Features
                    .Select((feature, i) => new FeatureInfluence(
                        feature.Name,
                        sums[i] / count,
                        gain.Count > 0 ? gain.GetValueOrDefault(feature.Name) : null,
                        isMeasured ? measured.GetValueOrDefault(feature.Name) : null))
                    .OrderByDescending(influence => influence.MeanContribution),
            ]);
    }
}
