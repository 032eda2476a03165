using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Tests.Support;
using Npgsql;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Storage;

public sealed class StorageFaultTests
{
    private const string Words = "refused";

    [Theory]
    [InlineData(13, 13, StorageFaultKind.Full)]
    [InlineData(10, 4874, StorageFaultKind.Full)]
    [InlineData(10, 778, StorageFaultKind.Unreachable)]
    [InlineData(14, 14, StorageFaultKind.Unreachable)]
    [InlineData(8, 8, StorageFaultKind.ReadOnly)]
    [InlineData(5, 5, StorageFaultKind.Locked)]
    [InlineData(6, 262, StorageFaultKind.Locked)]
    public void Sqlite_says(int code, int extended, StorageFaultKind kind) =>
        Assert.Equal(kind, StorageFault.Of(new DbUpdateException(Words, new SqliteException(Words, code, extended)))!.Kind);

    [Theory]
    [InlineData("53100", StorageFaultKind.Full)]
    [InlineData("25006", StorageFaultKind.ReadOnly)]
    [InlineData("55P03", StorageFaultKind.Locked)]
    [InlineData("57P03", StorageFaultKind.Unreachable)]
    public void PostgreSql_says(string state, StorageFaultKind kind) =>
        Assert.Equal(kind, StorageFault.Of(new InvalidOperationException(Words, new PostgresException(Words, "ERROR", "ERROR", state)))!.Kind);

    [Fact]
    public void System_says()
    {
        // No space left on the device, the quota is used up, and a disk that is mounted to be read.
        Assert.Equal(StorageFaultKind.Full, StorageFault.Of(new IOException(Words, 28))!.Kind);
        Assert.Equal(StorageFaultKind.Full, StorageFault.Of(new IOException(Words, 122))!.Kind);
        Assert.Equal(StorageFaultKind.ReadOnly, StorageFault.Of(new IOException(Words, 30))!.Kind);
        Assert.Equal(StorageFaultKind.Unreachable, StorageFault.Of(new NpgsqlException(Words))!.Kind);
    }

    [Fact]
    public void Other_failures_are_none()
    {
        Assert.Null(StorageFault.Of(null));
        Assert.Null(StorageFault.Of(new InvalidOperationException(Words)));
        Assert.Null(StorageFault.Of(new FileNotFoundException(Words)));
        Assert.Null(StorageFault.Of(new SqliteException(Words, 19, 2067)));
        Assert.Null(StorageFault.Of(new PostgresException(Words, "ERROR", "ERROR", PostgresErrorCodes.UniqueViolation)));
    }

    [Fact]
    public async Task A_database_that_may_not_grow_is_full()
    {
        await using CoreHost core = await CoreHost.StartAsync();
        await using MlOpsDbContext context = await core.Contexts.CreateDbContextAsync();
        await context.Database.OpenConnectionAsync();
        await context.Database.ExecuteSqlRawAsync("CREATE TABLE filler (x)");
        await context.Database.ExecuteSqlRawAsync("PRAGMA max_page_count = 1");

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => context.Database.ExecuteSqlRawAsync(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) INSERT INTO filler SELECT zeroblob(10000) FROM n"));

        Assert.Equal(StorageFaultKind.Full, StorageFault.Of(refused)!.Kind);
    }

    [Fact]
    public async Task A_database_that_may_only_be_read_is_read_only()
    {
        await using CoreHost core = await CoreHost.StartAsync();
        await using MlOpsDbContext context = await core.Contexts.CreateDbContextAsync();
        await context.Database.OpenConnectionAsync();
        await context.Database.ExecuteSqlRawAsync("PRAGMA query_only = 1");

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => context.Database.ExecuteSqlRawAsync("CREATE TABLE filler (x)"));

        Assert.Equal(StorageFaultKind.ReadOnly, StorageFault.Of(refused)!.Kind);
    }
}
