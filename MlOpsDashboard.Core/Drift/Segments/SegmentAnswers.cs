using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Inputs;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Core.Statistics.Intervals;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Drift.Segments;

/// <summary>Reads the latest labelled predictions of a version by the value that a column had in them.</summary>
internal sealed class SegmentAnswers(IDbContextFactory<MlOpsDbContext> contexts)
{
    /// <summary>For each code of the column, <see cref="double.NaN"/> among them, the answers with their truths.</summary>
    /// <param name="model">The version.</param>
    /// <param name="signature">Its signature.</param>
    /// <param name="place">The column's position.</param>
    /// <param name="most">The latest so many.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<IReadOnlyDictionary<double, (int Rows, Interval Quality)>> ReadAsync(
        ModelVersion model, ModelSignature signature, int place, int most, CancellationToken cancellationToken)
    {
        var parts = new Dictionary<double, (List<float> Truths, List<float> Outputs)>();
        var reader = new FeatureReader(signature);
        double[] row = new double[signature.RowWidth];
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        await foreach (var answer in context.Set<Truth>().AsNoTracking()
            .Where(truth => truth.ModelName == model.Name && truth.ModelVersion == model.Version && truth.PredictedAt >= model.StageSince)
            .OrderByDescending(truth => truth.PredictedAt).ThenByDescending(truth => truth.Id).Take(most)
            .Join(context.Set<PredictionRecord>(), truth => truth.RequestId, record => record.RequestId, (truth, record) => new { truth.Actual, truth.Outputs, record.Features })
            .AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (CodeOf(reader, row, answer.Features, place) is not { } code)
            {
                continue;
            }

            if (!parts.TryGetValue(code, out (List<float> Truths, List<float> Outputs) part))
            {
                parts[code] = part = ([], []);
            }

            part.Truths.Add((float)(answer.Actual - signature.TargetOffset));
            part.Outputs.AddRange(JsonSerializer.Deserialize<double[]>(answer.Outputs)!.Select(output => (float)(output - signature.TargetOffset)));
        }

        return parts.ToDictionary(pair => pair.Key, pair => (pair.Value.Truths.Count, QualityMetrics.Main(
            new ScoredRows(signature.Task, [.. pair.Value.Truths], [.. pair.Value.Outputs], signature.Classes.Count, model.DecisionThreshold)
            {
                Offset = signature.TargetOffset,
                Quantile = model.Quantile,
            })));
    }

    private static double? CodeOf(FeatureReader reader, double[] row, string features, int place)
    {
        try
        {
            var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(features));
            reader.Read(ref json, row, "features");
            return row[place];
        }
        catch (InvalidException)
        {
            // What an earlier program took and this one would refuse is in no part.
            return null;
        }
    }
}
