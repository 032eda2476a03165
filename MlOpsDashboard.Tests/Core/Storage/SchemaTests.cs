using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Storage;

/// <summary>The migrations are written by hand, so this compares what they build with what the model says.</summary>
public sealed class SchemaTests
{
    [Fact]
    public async Task Sqlite_migrations_build_what_the_model_says()
    {
        using var folder = new TempFolder();
        var options = new DbContextOptionsBuilder<MlOpsDbContext>().UseSqlite($"Data Source={folder.Combine("model.db")};Pooling=False").Options;
        await using var core = await CoreHost.StartAsync();

        await AssertSameAsync(core, options);
    }

    [PostgresFact]
    public async Task PostgreSql_migrations_build_what_the_model_says()
    {
        await using var migrated = await PostgresDatabase.CreateAsync();
        await using var created = await PostgresDatabase.CreateAsync();
        var options = new DbContextOptionsBuilder<MlOpsDbContext>().UseNpgsql(created.ConnectionString).Options;
        await using var core = await CoreHost.StartAsync(settings: Settings(migrated));

        await AssertSameAsync(core, options);
    }

    [PostgresFact]
    public async Task PostgreSql_processes_that_start_at_once_migrate_once()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        var hosts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => CoreHost.StartAsync(settings: Settings(database))));
        foreach (var host in hosts)
        {
            await using (host)
            {
                await using var context = await host.Contexts.CreateDbContextAsync();
                Assert.Empty(await context.Database.GetPendingMigrationsAsync());
            }
        }
    }

    private static Dictionary<string, string?> Settings(PostgresDatabase database) => new()
    {
        ["Database:Provider"] = "PostgreSql",
        ["Database:ConnectionString"] = database.ConnectionString,
    };

    private static async Task AssertSameAsync(CoreHost core, DbContextOptions<MlOpsDbContext> options)
    {
        await using var model = new MlOpsDbContext(options);
        await model.Database.EnsureCreatedAsync();
        await using var migrated = await core.Contexts.CreateDbContextAsync();
        var expected = await DatabaseSchema.ReadAsync(model);
        var actual = await DatabaseSchema.ReadAsync(migrated);

        Assert.NotEmpty(expected);
        Assert.True(expected.SequenceEqual(actual), $"""
            Only the model has:
              {string.Join("\n  ", expected.Except(actual))}
            Only the migrations build:
              {string.Join("\n  ", actual.Except(expected))}
            """);
    }
}
