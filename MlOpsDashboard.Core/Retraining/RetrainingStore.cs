using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Retraining;

/// <summary>Keeps policies and decisions. A decision is stored whole at each of its steps, so that a stop in between loses none.</summary>
internal sealed class RetrainingStore(IDbContextFactory<MlOpsDbContext> contexts, AuditLog audit)
{
    private const string Listing = "retrainings";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    /// <summary>A model's policy, and from when its schedule counts; null when it has none of its own.</summary>
    public async Task<(RetrainingPolicy Policy, DateTimeOffset ScheduledFrom)?> PolicyAsync(string model, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        StoredPolicy? stored = await context.Set<StoredPolicy>().AsNoTracking().SingleOrDefaultAsync(row => row.ModelName == model, cancellationToken);
        return stored is null ? null : (Read<RetrainingPolicy>(stored.Policy), stored.ScheduledFrom);
    }

    /// <summary>The models whose triggers may start something.</summary>
    public async Task<IReadOnlyList<string>> EnabledAsync(CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<StoredPolicy>().AsNoTracking().Where(row => row.Enabled).OrderBy(row => row.ModelName).Select(row => row.ModelName).ToListAsync(cancellationToken);
    }

    /// <summary>Stores a policy; its schedule counts from its change.</summary>
    public async Task SetPolicyAsync(string model, RetrainingPolicy policy, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        StoredPolicy? stored = await context.Set<StoredPolicy>().SingleOrDefaultAsync(row => row.ModelName == model, cancellationToken);
        if (stored is null)
        {
            stored = new StoredPolicy { ModelName = model, Policy = "", Enabled = false, ScheduledFrom = policy.UpdatedAt!.Value };
            context.Add(stored);
        }

        (stored.Policy, stored.Enabled, stored.ScheduledFrom) = (Write(policy), policy.Enabled, policy.UpdatedAt!.Value);
        audit.Append(context, new AuditEntry(
            policy.UpdatedBy!, "retraining.policy_changed", "model", model, Detail: policy.Enabled ? $"on; then {policy.Then.ToString().ToLowerInvariant()}" : "off"));
        await context.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Adds a decision that begins.</summary>
    /// <returns>False when the model has one that goes on.</returns>
    public async Task<bool> TryAddAsync(RetrainingDecision decision, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        context.Add(new StoredDecision
        {
            Id = decision.Id,
            ModelName = decision.ModelName,
            ActiveModel = decision.ModelName,
            StartedAt = decision.StartedAt,
            State = decision.State,
            Decision = Write(decision),
        });
        audit.Append(context, new AuditEntry(decision.StartedBy, "retraining.started", "model", decision.ModelName, Detail: decision.Reason));
        StoredPolicy? policy = await context.Set<StoredPolicy>().SingleOrDefaultAsync(row => row.ModelName == decision.ModelName, cancellationToken);
        if (policy is not null)
        {
            policy.ScheduledFrom = decision.StartedAt;
        }

        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            return false;
        }
    }

    /// <summary>Stores a step of a decision, unless somebody else has taken it out of the state that it was in.</summary>
    /// <returns>Whether it was stored.</returns>
    public async Task<bool> SaveAsync(RetrainingDecision decision, RetrainingState from, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        string? active = decision.EndedAt is null ? decision.ModelName : null;
        string text = Write(decision);
        return await context.Set<StoredDecision>().Where(row => row.Id == decision.Id && row.State == from).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, decision.State)
                .SetProperty(row => row.EndedAt, decision.EndedAt)
                .SetProperty(row => row.ActiveModel, active)
                .SetProperty(row => row.Decision, text),
            cancellationToken) == 1;
    }

    /// <summary>The decisions that go on.</summary>
    public Task<IReadOnlyList<RetrainingDecision>> ActiveAsync(CancellationToken cancellationToken) =>
        ReadAsync(rows => rows.Where(row => row.ActiveModel != null).OrderBy(row => row.Id), cancellationToken);

    /// <summary>The decision of a model that goes on, or null.</summary>
    public async Task<RetrainingDecision?> FindActiveAsync(string model, CancellationToken cancellationToken) =>
        await FirstAsync(rows => rows.Where(row => row.ActiveModel == model), cancellationToken);

    /// <summary>A model's latest decision, or null.</summary>
    public async Task<RetrainingDecision?> LatestAsync(string model, CancellationToken cancellationToken) =>
        await FirstAsync(rows => rows.Where(row => row.ModelName == model).OrderByDescending(row => row.Id).Take(1), cancellationToken);

    /// <summary>A decision of a model, or null.</summary>
    public async Task<RetrainingDecision?> FindAsync(string model, string id, CancellationToken cancellationToken) =>
        await FirstAsync(rows => rows.Where(row => row.ModelName == model && row.Id == id), cancellationToken);

    /// <summary>A model's decisions, the newest first.</summary>
    public async Task<Page<RetrainingDecision>> PageAsync(string model, PageQuery page, CancellationToken cancellationToken) => page.ToPage(
        await ReadAsync(
            rows =>
            {
                rows = rows.Where(row => row.ModelName == model);
                rows = page.After?.Of(Listing, 1) is { } after ? rows.After(row => row.Id, after.Text(0), descending: true) : rows;
                return rows.OrderByDescending(row => row.Id).Skip(page.Offset).Take(page.Limit + 1);
            },
            cancellationToken),
        decision => new PageKey(Listing, decision.Id));

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, s_json);

    private static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, s_json)!;

    private async Task<RetrainingDecision?> FirstAsync(Func<IQueryable<StoredDecision>, IQueryable<StoredDecision>> choose, CancellationToken cancellationToken) =>
        await ReadAsync(choose, cancellationToken) is [var first, ..] ? first : null;

    private async Task<IReadOnlyList<RetrainingDecision>> ReadAsync(
        Func<IQueryable<StoredDecision>, IQueryable<StoredDecision>> choose, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        List<string> texts = await choose(context.Set<StoredDecision>().AsNoTracking()).Select(row => row.Decision).ToListAsync(cancellationToken);
        return [.. texts.Select(Read<RetrainingDecision>)];
    }
}
