using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Access;

/// <summary>A data folder of the time when there were editors, and nobody had a password.</summary>
public sealed class FormerFolderTests
{
    private const string LastOfThatTime = "20261130164500_PredictionSketches";
    private const string Secret = "mlops_a-key-of-that-time";

    [Fact]
    public async Task Its_people_keys_and_sessions_go_on_working()
    {
        using var folder = new TempFolder();
        await MakeAsync(folder);

        await using CoreHost core = await CoreHost.StartAsync(services => services.AddAccess(), folder.FullName);

        ApiKey? key = await core.Get<ApiKeyDirectory>().FindAsync(Secret, default);
        Assert.Equal(("nightly", UserRole.DataScientist), (key?.Name, key?.Role));
        Assert.Equal(new SessionHolder("u1", "admin", UserRole.Administrator), await core.Get<SessionService>().FindHolderAsync("s1", default));
        Assert.Equal("u1", (await core.Get<UserService>().SignInAdministratorAsync(default)).UserId);
    }

    private static async Task MakeAsync(TempFolder folder)
    {
        var options = new DbContextOptionsBuilder<MlOpsDbContext>().UseSqlite($"Data Source={folder.Combine("mlops.db")};Pooling=False").Options;
        await using var context = new MlOpsDbContext(options);
        await context.GetService<IMigrator>().MigrateAsync(LastOfThatTime);
        string hash = Secrets.Hash(Secret);
        await context.Database.ExecuteSqlAsync($"""
            INSERT INTO users (user_id, name, role, created_at) VALUES ('u1', 'admin', 'administrator', 638000000000000000);
            INSERT INTO sessions (session_id, user_id, began_at) VALUES ('s1', 'u1', 638000000000000000);
            INSERT INTO api_keys (key_id, name, prefix, secret_sha256, role, created_at, created_by)
            VALUES ('k1', 'nightly', 'mlops_a-key', {hash}, 'editor', 638000000000000000, 'admin');
            """);
    }
}
