using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Deployments;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.AbTests;

/// <summary>Keeps A/B tests. Each is stored whole at each of its changes, so that a stop in between loses none.</summary>
internal sealed class AbTestStore(IDbContextFactory<MlOpsDbContext> contexts, AuditLog audit)
{
    /// <summary>Adds a test, which takes its model's traffic.</summary>
    /// <returns>False when the model has a test or a roll-out that goes on.</returns>
    public async Task<bool> TryAddAsync(AbTest test, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        context.Add(new StoredAbTest { Id = test.Id, ModelName = test.ModelName, ActiveModel = test.ModelName, Revision = test.Revision, Test = Text(test) });
        context.Add(new TrafficClaim { ModelName = test.ModelName, Kind = TrafficClaim.AbTest, HolderId = test.Id });
        Audit(context, test);
        return await TrafficClaims.TrySaveAsync(context, cancellationToken);
    }

    /// <summary>Why a test of a model cannot be added, in a sentence.</summary>
    public Task<string> RefusalAsync(string model, CancellationToken cancellationToken) => TrafficClaims.RefusalAsync(contexts, model, cancellationToken);

    /// <summary>Stores a change.</summary>
    /// <param name="test">As it is to be, with the revision that it was read with.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>As it is now; null when somebody else has changed it meanwhile.</returns>
    public async Task<AbTest?> TrySaveAsync(AbTest test, CancellationToken cancellationToken)
    {
        AbTest next = test with { Revision = test.Revision + 1 };
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Set<StoredAbTest>().SingleOrDefaultAsync(row => row.Id == test.Id && row.Revision == test.Revision, cancellationToken) is not { } stored)
        {
            return null;
        }

        (stored.Revision, stored.ActiveModel, stored.Test) = (next.Revision, next.IsOpen ? next.ModelName : null, Text(next));
        if (!next.IsOpen)
        {
            await TrafficClaims.GiveBackAsync(context, next.Id, cancellationToken);
        }

        Audit(context, next);
        return await TrafficClaims.TrySaveAsync(context, cancellationToken) ? next : null;
    }

    /// <summary>Stores what was measured; that is no change of the test.</summary>
    public async Task ReportAsync(string id, AbTestReport report, CancellationToken cancellationToken)
    {
        string text = JsonSerializer.Serialize(report, TrafficJson.Options);
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Set<StoredAbTest>().Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Report, text), cancellationToken);
    }

    /// <summary>The tests that go on.</summary>
    public Task<IReadOnlyList<AbTest>> OpenAsync(CancellationToken cancellationToken) =>
        ReadAsync(rows => rows.Where(row => row.ActiveModel != null).OrderBy(row => row.Id), cancellationToken);

    /// <summary>A model's test that goes on, or null.</summary>
    public async Task<AbTest?> FindOpenAsync(string model, CancellationToken cancellationToken) =>
        await ReadAsync(rows => rows.Where(row => row.ActiveModel == model), cancellationToken) is [var open, ..] ? open : null;

    /// <summary>A test, or null.</summary>
    public async Task<AbTest?> FindAsync(string id, CancellationToken cancellationToken) =>
        await ReadAsync(rows => rows.Where(row => row.Id == id), cancellationToken) is [var found, ..] ? found : null;

    /// <summary>The tests of a model or of all, the latest first.</summary>
    public Task<IReadOnlyList<AbTest>> LatestAsync(string? model, int most, CancellationToken cancellationToken) =>
        ReadAsync(rows => rows.Where(row => model == null || row.ModelName == model).OrderByDescending(row => row.Id).Take(most), cancellationToken);

    private async Task<IReadOnlyList<AbTest>> ReadAsync(Func<IQueryable<StoredAbTest>, IQueryable<StoredAbTest>> choose, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        List<StoredAbTest> rows = await choose(context.Set<StoredAbTest>().AsNoTracking()).ToListAsync(cancellationToken);
        return [.. rows.Select(Of)];
    }

    private static AbTest Of(StoredAbTest row)
    {
        AbTest test = JsonSerializer.Deserialize<AbTest>(row.Test, TrafficJson.Options)!;
        return row.Report is null ? test : test with { Report = JsonSerializer.Deserialize<AbTestReport>(row.Report, TrafficJson.Options)! };
    }

    private static string Text(AbTest test) => JsonSerializer.Serialize(test, TrafficJson.Options);

    private void Audit(MlOpsDbContext context, AbTest test)
    {
        AbTestEvent last = test.Events[^1];
        audit.Append(context, new AuditEntry(last.Actor, $"ab_test.{last.Kind}", "model", test.ModelName, test.Comment, last.Text));
    }
}
