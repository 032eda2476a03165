using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Storage;

public sealed class DatabaseStarterTests
{
    [Fact]
    public async Task Second_process_on_the_same_folder_is_turned_away_in_one_sentence()
    {
        await using var first = await CoreHost.StartAsync();
        var refused = await Assert.ThrowsAsync<StartException>(() => CoreHost.StartAsync(folder: first.Folder));

        Assert.Contains("in use by another MlOpsDashboard process", refused.Message);
        Assert.Contains(first.Folder, refused.Message);
    }

    [Fact]
    public async Task Folder_can_be_used_again_after_the_first_process_is_gone()
    {
        string folder = Directory.CreateTempSubdirectory("mlops-core-").FullName;
        await using (await CoreHost.StartAsync(folder: folder))
        {
        }

        await using (await CoreHost.StartAsync(folder: folder))
        {
            Assert.True(File.Exists(Path.Combine(folder, "mlops.db")));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Folder_that_cannot_be_made_is_named()
    {
        string file = Path.GetTempFileName();
        var refused = await Assert.ThrowsAsync<StartException>(() => CoreHost.StartAsync(folder: Path.Combine(file, "data")));

        Assert.Contains("cannot be written to", refused.Message);
        File.Delete(file);
    }

    [Fact]
    public async Task Connection_has_write_ahead_log_foreign_keys_and_busy_timeout()
    {
        await using var core = await CoreHost.StartAsync();
        await using var context = await core.Contexts.CreateDbContextAsync();

        Assert.Equal("wal", await context.Database.SqlQueryRaw<string>("SELECT journal_mode AS Value FROM pragma_journal_mode").SingleAsync());
        Assert.Equal(1, await context.Database.SqlQueryRaw<int>("SELECT foreign_keys AS Value FROM pragma_foreign_keys").SingleAsync());
        Assert.Equal(20000, await context.Database.SqlQueryRaw<int>("SELECT timeout AS Value FROM pragma_busy_timeout").SingleAsync());
    }

    [Fact]
    public async Task Migration_lock_of_a_killed_process_does_not_block_the_next_start()
    {
        string folder = Directory.CreateTempSubdirectory("mlops-core-").FullName;
        await using (var core = await CoreHost.StartAsync(folder: folder))
        {
            await using var context = await core.Contexts.CreateDbContextAsync();
            await context.Database.ExecuteSqlRawAsync(
                """
                CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT OR REPLACE INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00+00:00');
                """);
        }

        await using (await CoreHost.StartAsync(folder: folder))
        {
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Schema_of_a_newer_program_is_refused_in_a_sentence()
    {
        using var folder = new TempFolder();
        await using (CoreHost core = await CoreHost.StartAsync(folder: folder.FullName))
        {
            await AddMigrationAsync(core);
        }

        var refused = await Assert.ThrowsAsync<StartException>(() => CoreHost.StartAsync(folder: folder.FullName));

        Assert.Contains("newer version of this program", refused.Message);
        Assert.Contains("99990101000000_FromTheFuture", refused.Message);
    }

    [PostgresFact]
    public async Task Schema_of_a_newer_program_is_refused_on_PostgreSql_too()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        var settings = new Dictionary<string, string?> { ["Database:Provider"] = "PostgreSql", ["Database:ConnectionString"] = database.ConnectionString };
        await using (CoreHost core = await CoreHost.StartAsync(settings: settings))
        {
            await AddMigrationAsync(core);
        }

        var refused = await Assert.ThrowsAsync<StartException>(() => CoreHost.StartAsync(settings: settings));

        Assert.Contains("newer version of this program", refused.Message);
    }

    [Fact]
    public async Task Options_that_cannot_work_stop_the_start()
    {
        var settings = new Dictionary<string, string?> { ["Database:Provider"] = "PostgreSql", ["Database:ConnectionString"] = "" };
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => CoreHost.StartAsync(settings: settings));

        Assert.Contains("Database:ConnectionString is needed", refused.Message);
    }

    private static async Task AddMigrationAsync(CoreHost core)
    {
        await using MlOpsDbContext context = await core.Contexts.CreateDbContextAsync();
        await context.Database.ExecuteSqlRawAsync(
            """INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion") VALUES ('99990101000000_FromTheFuture', '10.0.0')""");
    }
}
