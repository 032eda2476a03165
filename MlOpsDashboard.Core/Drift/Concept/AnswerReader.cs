using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Drift.Concept;

/// <summary>Reads the latest answers that a version has given since it is in production.</summary>
internal sealed class AnswerReader(IDbContextFactory<MlOpsDbContext> contexts)
{
    /// <summary>Those whose truth is known, in the order of the predictions, however late the labels came.</summary>
    /// <param name="model">The version.</param>
    /// <param name="signature">Its signature.</param>
    /// <param name="most">The latest so many.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<AnswerRows> LabelledAsync(ModelVersion model, ModelSignature signature, int most, CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            return await ReadAsync(
                context.Set<Truth>().AsNoTracking()
                    .Where(truth => truth.ModelName == model.Name && truth.ModelVersion == model.Version && truth.PredictedAt >= model.StageSince)
                    .OrderByDescending(truth => truth.PredictedAt).ThenByDescending(truth => truth.Id).Take(most)
                    .Select(truth => new Answer(truth.PredictedAt, truth.Actual, truth.Outputs)),
                model,
                signature,
                cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Those of the latest predictions whose truth is not known.</summary>
    /// <param name="model">The version.</param>
    /// <param name="signature">Its signature.</param>
    /// <param name="most">The latest so many, with and without labels.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<AnswerRows> UnlabelledAsync(ModelVersion model, ModelSignature signature, int most, CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            return await ReadAsync(
                context.Set<PredictionRecord>().AsNoTracking()
                    .Where(record => record.ModelName == model.Name && record.At >= model.StageSince)
                    .Where(record => record.ModelVersion == model.Version && record.Route != InstanceScorer.Page && record.Route != InstanceScorer.Shadow)
                    .OrderByDescending(record => record.At).ThenByDescending(record => record.Id).Take(most)
                    .Where(record => !context.Set<Truth>().Any(truth => truth.RequestId == record.RequestId))
                    .OrderByDescending(record => record.At).ThenByDescending(record => record.Id)
                    .Select(record => new Answer(record.At, 0, record.Outputs)),
                model,
                signature,
                cancellationToken).ConfigureAwait(false);
        }
    }

    // The newest comes first, and is the last of the answer.
    private static async Task<AnswerRows> ReadAsync(IQueryable<Answer> answers, ModelVersion model, ModelSignature signature, CancellationToken cancellationToken)
    {
        List<Answer> ordered = await answers.ToListAsync(cancellationToken).ConfigureAwait(false);
        ordered.Reverse();
        var scored = new StoredAnswers(model, signature);
        ordered.ForEach(answer => scored.Add(answer.Actual, answer.Outputs));
        return new AnswerRows([.. ordered.Select(answer => answer.At)], scored.ToRows());
    }

    private sealed record Answer(DateTimeOffset At, double Actual, string Outputs);
}
