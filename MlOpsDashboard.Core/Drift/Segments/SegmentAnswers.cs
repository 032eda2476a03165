using System.Text;
using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Registry;
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
        var parts = new Dictionary<double, StoredAnswers>();
        var row = new LoggedRow(signature);
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        await foreach (var answer in context.Set<Truth>().AsNoTracking()
            .Where(truth => truth.ModelName == model.Name && truth.ModelVersion == model.Version && truth.PredictedAt >= model.StageSince)
            .OrderByDescending(truth => truth.PredictedAt).ThenByDescending(truth => truth.Id).Take(most)
            .Join(context.Set<PredictionRecord>(), truth => truth.RequestId, record => record.RequestId, (truth, record) => new { truth.Actual, truth.Outputs, record.Features })
            .AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            // What an earlier program took and this one would refuse is in no part.
            if (!row.TryRead(Encoding.UTF8.GetBytes(answer.Features)))
            {
                continue;
            }

            if (!parts.TryGetValue(row.Values[place], out StoredAnswers? part))
            {
                parts[row.Values[place]] = part = new StoredAnswers(model, signature);
            }

            part.Add(answer.Actual, answer.Outputs);
        }

        return parts.ToDictionary(pair => pair.Key, pair => (pair.Value.Count, QualityMetrics.Main(pair.Value.ToRows())));
    }
}
