using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Drift;

/// <summary>Keeps the settings of models, and when their next checks are due.</summary>
internal sealed class DriftSettingsStore(IDbContextFactory<MlOpsDbContext> contexts, AuditLog audit)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    /// <summary>The settings of a model; null when it has none of its own.</summary>
    public async Task<DriftSettings?> FindAsync(string model, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        StoredDriftSettings? stored = await context.Set<StoredDriftSettings>().AsNoTracking().SingleOrDefaultAsync(row => row.ModelName == model, cancellationToken);
        return stored is null ? null
            : JsonSerializer.Deserialize<DriftSettings>(stored.Settings, s_json)! with { NextCheckAt = stored.NextCheckAt, LastProblem = stored.LastProblem };
    }

    /// <summary>Stores settings that were checked.</summary>
    public async Task SetAsync(string model, DriftSettings settings, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        StoredDriftSettings? stored = await context.Set<StoredDriftSettings>().SingleOrDefaultAsync(row => row.ModelName == model, cancellationToken);
        if (stored is null)
        {
            stored = new StoredDriftSettings { ModelName = model, Settings = "" };
            context.Add(stored);
        }

        stored.Settings = JsonSerializer.Serialize(settings with { NextCheckAt = null, LastProblem = null }, s_json);
        (stored.NextCheckAt, stored.LastProblem) = (Next(settings, settings.UpdatedAt!.Value), null);
        audit.Append(context, new AuditEntry(settings.UpdatedBy!, "drift.settings_changed", "model", model, Detail: settings.Schedule is { } line ? $"schedule {line}" : "no schedule"));
        await context.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The models whose checks are due.</summary>
    public async Task<IReadOnlyList<string>> DueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<StoredDriftSettings>().AsNoTracking().Where(row => row.NextCheckAt <= now)
            .OrderBy(row => row.NextCheckAt).Select(row => row.ModelName).ToListAsync(cancellationToken);
    }

    /// <summary>Takes a due check, for one node of several: the next one is due at the schedule's next time.</summary>
    /// <returns>The settings, or null when another node has taken it.</returns>
    public async Task<DriftSettings?> TakeAsync(string model, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await FindAsync(model, cancellationToken) is not { NextCheckAt: { } due } settings || due > now)
        {
            return null;
        }

        DateTimeOffset? next = Next(settings, now);
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<StoredDriftSettings>().Where(row => row.ModelName == model && row.NextCheckAt == due)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextCheckAt, next), cancellationToken) == 1 ? settings : null;
    }

    /// <summary>Writes down how a check by itself went.</summary>
    public async Task TellAsync(string model, string? problem, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Set<StoredDriftSettings>().Where(row => row.ModelName == model)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastProblem, problem), cancellationToken);
    }

    private static DateTimeOffset? Next(DriftSettings settings, DateTimeOffset after) =>
        settings.Schedule is { } line ? CronLine.Read(line, "schedule", after).NextAfter(after) : null;
}
