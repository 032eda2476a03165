using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Deployments;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Core.Serving.Plans;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Rollouts;

/// <summary>What labels that came in say about the arms of a roll-out. Labels come late, so they count for the roll-out as a whole.</summary>
internal sealed class LabelLosses(IDbContextFactory<MlOpsDbContext> contexts, RegistryService registry)
{
    private const int Chunk = 500;
    private const int MostChunks = 40;

    /// <summary>Adds the truths that came since the last look.</summary>
    /// <param name="rollout">The roll-out.</param>
    /// <param name="counter">Takes the losses.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task AddAsync(Rollout rollout, RolloutCounter counter, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        for (int i = 0; i < MostChunks; i++)
        {
            long cursor = counter.Read(counts => counts.TruthCursor);
            List<Labelled> truths = await context.Set<Truth>().AsNoTracking()
                .Where(truth => truth.Id > cursor && truth.ModelName == rollout.ModelName && truth.PredictedAt >= rollout.StartedAt)
                .Join(context.Set<PredictionRecord>(), truth => truth.RequestId, record => record.RequestId, (truth, record) => new { Truth = truth, record.Route })
                .OrderBy(both => both.Truth.Id).Take(Chunk)
                .Select(both => new Labelled(both.Truth.Id, both.Truth.RequestId, both.Truth.ModelVersion, both.Route, both.Truth.Actual, both.Truth.Outputs))
                .ToListAsync(cancellationToken);
            if (truths.Count == 0)
            {
                return;
            }

            await CountAsync(context, rollout, counter, [.. truths.OrderBy(truth => truth.Id)], cancellationToken);
        }
    }

    private async Task CountAsync(MlOpsDbContext context, Rollout rollout, RolloutCounter counter, List<Labelled> truths, CancellationToken cancellationToken)
    {
        List<Labelled> stable = truths.FindAll(truth => truth.Route == InstanceScorer.Production && truth.Version == rollout.StableVersion);
        List<Labelled> candidate = rollout.Strategy == RolloutStrategy.Shadow
            ? await ShadowedAsync(context, rollout, stable, cancellationToken)
            : truths.FindAll(truth => truth.Route == InstanceScorer.Canary && truth.Version == rollout.CandidateVersion);
        (double[] stableLosses, bool shares) = await LossesAsync(rollout.StableId!, stable, cancellationToken);
        (double[] candidateLosses, bool candidateShares) = await LossesAsync(rollout.CandidateId, candidate, cancellationToken);
        counter.Read(counts =>
        {
            counts.TruthCursor = truths[^1].Id;
            counts.LossesAreShares |= shares || candidateShares;
            counts.StableLoss = stableLosses.Aggregate(counts.StableLoss, (sum, loss) => sum.Add(loss));
            counts.CandidateLoss = candidateLosses.Aggregate(counts.CandidateLoss, (sum, loss) => sum.Add(loss));
            return true;
        });
    }

    // The truth of a request is that of the candidate's answer to it, too.
    private static async Task<List<Labelled>> ShadowedAsync(MlOpsDbContext context, Rollout rollout, List<Labelled> stable, CancellationToken cancellationToken)
    {
        Dictionary<string, Labelled> byId = stable.Where(truth => ShadowIds.Of(truth.RequestId) is not null)
            .ToDictionary(truth => ShadowIds.Of(truth.RequestId)!, StringComparer.Ordinal);
        string[] ids = [.. byId.Keys];
        var answers = await context.Set<PredictionRecord>().AsNoTracking()
            .Where(record => ids.Contains(record.RequestId) && record.ModelVersion == rollout.CandidateVersion)
            .Select(record => new { record.RequestId, record.Outputs })
            .ToListAsync(cancellationToken);
        return [.. answers.Select(answer => byId[answer.RequestId] with { Outputs = answer.Outputs })];
    }

    private async Task<(double[] Losses, bool AreShares)> LossesAsync(string modelId, List<Labelled> labelled, CancellationToken cancellationToken)
    {
        if (labelled.Count == 0)
        {
            return ([], false);
        }

        ModelVersion model = await registry.GetAsync(modelId, cancellationToken);
        var answers = new StoredAnswers(model, new ActualReader(model).Signature);
        labelled.ForEach(one => answers.Add(one.Actual, one.Outputs));
        ScoredRows rows = answers.ToRows();
        return rows.Task == TaskKind.Regression ? (AnswerLosses.Distances(rows), false) : ([.. AnswerLosses.Rights(rows).Select(right => 1 - right)], true);
    }

    private sealed record Labelled(long Id, string RequestId, int Version, string Route, double Actual, string Outputs);
}
