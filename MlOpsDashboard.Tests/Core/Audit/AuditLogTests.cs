using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Audit;

public sealed class AuditLogTests
{
    [Fact]
    public async Task Events_are_listed_newest_first_and_by_subject()
    {
        await using var core = await StartAsync();
        var log = core.Get<AuditLog>();
        await log.AppendAsync(new AuditEntry("ann", "model.promoted", "model", "churn:1", "first one"), default);
        await log.AppendAsync(new AuditEntry("bob", "model.promoted", "model", "churn:2"), default);

        var all = await log.ListAsync(new AuditQuery(), new PageQuery(), default);
        Assert.Equal(["churn:2", "churn:1"], all.Items.Select(e => e.SubjectId));
        var one = await log.ListAsync(new AuditQuery("model", "churn:1"), new PageQuery(), default);
        Assert.Equal(("ann", "first one"), (Assert.Single(one.Items).Actor, one.Items[0].Reason));
    }

    [Theory]
    [InlineData("UPDATE audit_events SET actor = 'nobody'")]
    [InlineData("DELETE FROM audit_events")]
    public async Task Sqlite_refuses_to_change_history(string sql)
    {
        await using var core = await StartAsync();
        await AssertRefusedAsync(core, sql);
    }

    [PostgresTheory]
    [InlineData("UPDATE audit_events SET actor = 'nobody'")]
    [InlineData("DELETE FROM audit_events")]
    [InlineData("TRUNCATE audit_events")]
    public async Task PostgreSql_refuses_to_change_history(string sql)
    {
        await using var database = await PostgresDatabase.CreateAsync();
        await using var core = await StartAsync(new Dictionary<string, string?>
        {
            ["Database:Provider"] = "PostgreSql",
            ["Database:ConnectionString"] = database.ConnectionString,
        });
        await AssertRefusedAsync(core, sql);
    }

    [Fact]
    public async Task Keys_made_and_revoked_are_written_down()
    {
        await using var core = await StartAsync();
        var made = await core.Get<ApiKeyService>().CreateAsync(new NewApiKey("ci", UserRole.DataScientist, null), "ann", default);
        await core.Get<ApiKeyService>().RevokeAsync(made.Key.KeyId, "bob", default);

        var events = await core.Get<AuditLog>().ListAsync(new AuditQuery("api_key", made.Key.KeyId), new PageQuery(), default);
        Assert.Equal([("bob", "api_key.revoked"), ("ann", "api_key.created")], events.Items.Select(e => (e.Actor, e.Action)));
        Assert.DoesNotContain(events.Items, e => e.Detail!.Contains(made.Secret, StringComparison.Ordinal));
    }

    private static Task<CoreHost> StartAsync(IReadOnlyDictionary<string, string?>? settings = null) =>
        CoreHost.StartAsync(services => services.AddAccess().AddAudit(), settings: settings);

    private static async Task AssertRefusedAsync(CoreHost core, string sql)
    {
        await core.Get<AuditLog>().AppendAsync(new AuditEntry("ann", "model.promoted", "model", "churn:1"), default);
        await using var context = await core.Contexts.CreateDbContextAsync();
        var refused = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => context.Database.ExecuteSqlRawAsync(sql));

        Assert.Contains("audit_events is append-only", refused.Message);
        Assert.Equal("ann", (await context.Set<AuditEvent>().SingleAsync()).Actor);
    }
}
