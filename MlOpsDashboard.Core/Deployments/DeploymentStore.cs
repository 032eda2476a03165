using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Deployments;

/// <summary>Keeps roll-outs. Each is stored whole at each of its changes, so that a stop in between loses none.</summary>
internal sealed class DeploymentStore(IDbContextFactory<MlOpsDbContext> contexts, AuditLog audit)
{
    /// <summary>Adds a roll-out.</summary>
    /// <returns>False when its model has one, or an A/B test, that goes on.</returns>
    public async Task<bool> TryAddAsync(Rollout rollout, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        context.Add(new StoredRollout
        {
            Id = rollout.Id,
            ModelName = rollout.ModelName,
            ActiveModel = rollout.IsOpen ? rollout.ModelName : null,
            Revision = rollout.Revision,
            Rollout = JsonSerializer.Serialize(rollout, TrafficJson.Options),
        });
        if (rollout.IsOpen)
        {
            context.Add(new TrafficClaim { ModelName = rollout.ModelName, Kind = TrafficClaim.Rollout, HolderId = rollout.Id });
        }

        Audit(context, rollout);
        return await TrafficClaims.TrySaveAsync(context, cancellationToken);
    }

    /// <summary>Why a roll-out of a model cannot be added, in a sentence.</summary>
    public Task<string> RefusalAsync(string model, CancellationToken cancellationToken) => TrafficClaims.RefusalAsync(contexts, model, cancellationToken);

    /// <summary>Stores a change.</summary>
    /// <param name="rollout">As it is to be, with the revision that it was read with.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>As it is now; null when somebody else has changed it meanwhile.</returns>
    public async Task<Rollout?> TrySaveAsync(Rollout rollout, CancellationToken cancellationToken)
    {
        Rollout next = rollout with { Revision = rollout.Revision + 1 };
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        StoredRollout? stored = await context.Set<StoredRollout>().SingleOrDefaultAsync(row => row.Id == rollout.Id && row.Revision == rollout.Revision, cancellationToken);
        if (stored is null)
        {
            return null;
        }

        (stored.Revision, stored.ActiveModel, stored.Rollout) = (next.Revision, next.IsOpen ? next.ModelName : null, JsonSerializer.Serialize(next, TrafficJson.Options));
        if (!next.IsOpen)
        {
            await TrafficClaims.GiveBackAsync(context, next.Id, cancellationToken);
        }

        Audit(context, next);
        return await TrafficClaims.TrySaveAsync(context, cancellationToken) ? next : null;
    }

    /// <summary>Stores what was measured; that is no change of the roll-out.</summary>
    public async Task ReportAsync(string id, RolloutReport report, CancellationToken cancellationToken)
    {
        string text = JsonSerializer.Serialize(report, TrafficJson.Options);
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Set<StoredRollout>().Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Report, text), cancellationToken);
    }

    /// <summary>The roll-outs that go on.</summary>
    public Task<IReadOnlyList<Rollout>> OpenAsync(CancellationToken cancellationToken) =>
        ReadAsync(rows => rows.Where(row => row.ActiveModel != null).OrderBy(row => row.Id), cancellationToken);

    /// <summary>A model's roll-out that goes on, or null.</summary>
    public async Task<Rollout?> FindOpenAsync(string model, CancellationToken cancellationToken) =>
        await ReadAsync(rows => rows.Where(row => row.ActiveModel == model), cancellationToken) is [var open, ..] ? open : null;

    /// <summary>A roll-out, or null.</summary>
    public async Task<Rollout?> FindAsync(string id, CancellationToken cancellationToken) =>
        await ReadAsync(rows => rows.Where(row => row.Id == id), cancellationToken) is [var found, ..] ? found : null;

    /// <summary>A model's roll-outs, the latest first.</summary>
    public Task<IReadOnlyList<Rollout>> LatestAsync(string model, int most, CancellationToken cancellationToken) =>
        ReadAsync(rows => rows.Where(row => row.ModelName == model).OrderByDescending(row => row.Id).Take(most), cancellationToken);

    private async Task<IReadOnlyList<Rollout>> ReadAsync(
        Func<IQueryable<StoredRollout>, IQueryable<StoredRollout>> choose, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        List<StoredRollout> rows = await choose(context.Set<StoredRollout>().AsNoTracking()).ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row => JsonSerializer.Deserialize<Rollout>(row.Rollout, TrafficJson.Options)! with
            {
                Report = row.Report is null ? new() : JsonSerializer.Deserialize<RolloutReport>(row.Report, TrafficJson.Options)!,
            }),
        ];
    }

    // The timeline is in the roll-out; the log of changes tells of everything that anybody changed, so of this too.
    private void Audit(MlOpsDbContext context, Rollout rollout)
    {
        RolloutEvent last = rollout.Events[^1];
        audit.Append(context, new AuditEntry(
            last.Actor, $"rollout.{JsonNamingPolicy.SnakeCaseLower.ConvertName(last.Kind.ToString())}", "model_version", rollout.CandidateId, rollout.Comment, last.Text));
    }
}
