using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Drift;

/// <summary>Keeps reports, a bounded number of each model.</summary>
internal sealed class DriftStore(IDbContextFactory<MlOpsDbContext> contexts)
{
    /// <summary>The most points of a history.</summary>
    public const int MostPoints = 200;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Keeps a report, and drops the oldest of its model beyond so many.</summary>
    public async Task AddAsync(DriftReport report, int keep, CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                context.Add(Row(report));
                await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
                List<string> old = await Of(context, report.ModelName).Skip(keep).Select(row => row.Id).ToListAsync(cancellationToken).ConfigureAwait(false);
                await context.Set<StoredDriftReport>().Where(row => old.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>A report, or null.</summary>
    public async Task<DriftReport?> FindAsync(string id, CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            string? report = await context.Set<StoredDriftReport>().AsNoTracking().Where(row => row.Id == id).Select(row => row.Report)
                .SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false);
            return report is null ? null : JsonSerializer.Deserialize<DriftReport>(report, s_json);
        }
    }

    /// <summary>The latest report of each model, of so many models at most.</summary>
    public async Task<IReadOnlyList<DriftReport>> LatestAsync(int most, CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            IQueryable<StoredDriftReport> all = context.Set<StoredDriftReport>().AsNoTracking();
            List<string> reports = await all.Where(row => row.CheckedAt == all.Where(other => other.ModelName == row.ModelName).Max(other => other.CheckedAt))
                .OrderByDescending(row => row.CheckedAt).Take(most).Select(row => row.Report).ToListAsync(cancellationToken).ConfigureAwait(false);
            return [.. reports.Select(report => JsonSerializer.Deserialize<DriftReport>(report, s_json)!)];
        }
    }

    /// <summary>The history of a model.</summary>
    public async Task<DriftHistory> ReadAsync(string model, CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            string? latest = await Of(context, model).Select(row => row.Report).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
            List<DriftPoint> points = await Of(context, model).Take(MostPoints)
                .Select(row => new DriftPoint(row.Id, row.ModelVersion, row.CheckedAt, row.Source, row.Rows, row.Verdict, row.ShareDrifted))
                .ToListAsync(cancellationToken).ConfigureAwait(false);
            return new DriftHistory(latest is null ? null : JsonSerializer.Deserialize<DriftReport>(latest, s_json), points);
        }
    }

    private static IQueryable<StoredDriftReport> Of(MlOpsDbContext context, string model) => context.Set<StoredDriftReport>().AsNoTracking()
        .Where(row => row.ModelName == model).OrderByDescending(row => row.CheckedAt).ThenByDescending(row => row.Id);

    private static StoredDriftReport Row(DriftReport report) => new()
    {
        Id = report.Id,
        ModelName = report.ModelName,
        ModelVersion = report.ModelVersion,
        CheckedAt = report.CheckedAt,
        Source = report.Source,
        Rows = report.Rows,
        Verdict = report.Verdict,
        ShareDrifted = report.ShareDrifted,
        Report = JsonSerializer.Serialize(report, s_json),
    };
}
