using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Access;

public sealed class ApiKeyServiceTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task Secret_is_found_by_itself_and_is_not_in_the_database()
    {
        await using var core = await StartAsync();
        var made = await MakeAsync(core);

        var found = await core.Get<ApiKeyDirectory>().FindAsync(made.Secret, default);
        Assert.Equal((made.Key.KeyId, UserRole.DataScientist), (found!.KeyId, found.Role));
        Assert.True(made.Secret.Length >= 49, "43 characters of base64url carry 256 bits, and 6 name the program.");
        await using var context = await core.Contexts.CreateDbContextAsync();
        var row = await context.Set<ApiKey>().SingleAsync();
        Assert.StartsWith(row.Prefix, made.Secret);
        Assert.Equal(11, row.Prefix.Length);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(made.Secret))), row.SecretSha256);
    }

    [Theory]
    [InlineData("")]
    [InlineData("mlops_")]
    [InlineData("mlops_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Other_secrets_are_not_found(string secret)
    {
        await using var core = await StartAsync();
        await MakeAsync(core);

        Assert.Null(await core.Get<ApiKeyDirectory>().FindAsync(secret, default));
    }

    [Fact]
    public async Task Revoked_key_stops_at_once()
    {
        await using var core = await StartAsync();
        var made = await MakeAsync(core);
        Assert.NotNull(await core.Get<ApiKeyDirectory>().FindAsync(made.Secret, default));
        await core.Get<ApiKeyService>().RevokeAsync(made.Key.KeyId, "ann", default);

        Assert.Null(await core.Get<ApiKeyDirectory>().FindAsync(made.Secret, default));
        await Assert.ThrowsAsync<NotFoundException>(() => core.Get<ApiKeyService>().RevokeAsync("nothing", "ann", default));
    }

    [Fact]
    public async Task Expired_key_stops()
    {
        await using var core = await StartAsync();
        var made = await MakeAsync(core, _clock.GetUtcNow().AddHours(1));
        _clock.Advance(TimeSpan.FromMinutes(59));
        Assert.NotNull(await core.Get<ApiKeyDirectory>().FindAsync(made.Secret, default));
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Null(await core.Get<ApiKeyDirectory>().FindAsync(made.Secret, default));
    }

    [Fact]
    public async Task Key_revoked_by_another_node_stops_within_ten_seconds()
    {
        await using var core = await StartAsync();
        var made = await MakeAsync(core);
        Assert.NotNull(await core.Get<ApiKeyDirectory>().FindAsync(made.Secret, default));
        await using var context = await core.Contexts.CreateDbContextAsync();
        await context.Set<ApiKey>().ExecuteUpdateAsync(set => set.SetProperty(k => k.RevokedAt, _clock.GetUtcNow()));
        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Null(await core.Get<ApiKeyDirectory>().FindAsync(made.Secret, default));
    }

    [Fact]
    public async Task Last_use_is_written_down()
    {
        await using var core = await StartAsync();
        var made = await MakeAsync(core);
        _clock.Advance(TimeSpan.FromMinutes(5));
        await core.Get<ApiKeyDirectory>().FindAsync(made.Secret, default);
        await core.Get<ApiKeyDirectory>().SaveUsesAsync(default);

        var listed = await core.Get<ApiKeyService>().ListAsync(new PageQuery(), default);
        Assert.Equal(_clock.GetUtcNow(), Assert.Single(listed.Items).LastUsedAt);
    }

    [Fact]
    public async Task Last_uses_are_written_down_even_when_the_web_server_took_all_the_time_to_stop()
    {
        await using var core = await StartAsync();
        var made = await MakeAsync(core);
        await core.Get<ApiKeyDirectory>().FindAsync(made.Secret, default);

        await core.Get<IEnumerable<IHostedService>>().OfType<ApiKeyUseRecorder>().Single().StopAsync(new CancellationToken(canceled: true));

        var listed = await core.Get<ApiKeyService>().ListAsync(new PageQuery(), default);
        Assert.Equal(_clock.GetUtcNow(), Assert.Single(listed.Items).LastUsedAt);
    }

    [Theory]
    [InlineData("", "name")]
    [InlineData("   ", "name")]
    [InlineData("a\nb", "name")]
    public async Task Bad_names_are_refused_by_field(string name, string field)
    {
        await using var core = await StartAsync();
        var refused = await Assert.ThrowsAsync<InvalidException>(
            () => core.Get<ApiKeyService>().CreateAsync(new NewApiKey(name, UserRole.Viewer, null), "ann", default));

        Assert.Equal([field], refused.Errors.Keys);
    }

    [Fact]
    public async Task Past_expiry_is_refused()
    {
        await using var core = await StartAsync();
        var refused = await Assert.ThrowsAsync<InvalidException>(() => MakeAsync(core, _clock.GetUtcNow()));

        Assert.Equal(["expires_at"], refused.Errors.Keys);
    }

    [Fact]
    public async Task Bootstrap_key_is_made_once_and_replaced_by_another()
    {
        const string First = "bootstrap-key-one-0123456789";
        const string Second = "bootstrap-key-two-0123456789";
        using var folder = new TempFolder();
        foreach (string key in (string[])[First, First, Second])
        {
            await using var core = await StartAsync(folder.FullName, key);
            var directory = core.Get<ApiKeyDirectory>();

            Assert.Equal(UserRole.Administrator, (await directory.FindAsync(key, default))!.Role);
            Assert.Equal(key == First, await directory.FindAsync(First, default) is not null);
            var listed = await core.Get<ApiKeyService>().ListAsync(new PageQuery(), default);
            Assert.Equal(key == First ? 1 : 2, listed.Items.Count);
        }
    }

    private static Task<CreatedApiKey> MakeAsync(CoreHost core, DateTimeOffset? expiresAt = null) =>
        core.Get<ApiKeyService>().CreateAsync(new NewApiKey("ci", UserRole.DataScientist, expiresAt), "ann", default);

    private Task<CoreHost> StartAsync(string? folder = null, string key = "") => CoreHost.StartAsync(
        services => services.AddAccess(),
        folder,
        _clock,
        new Dictionary<string, string?> { ["Auth:BootstrapApiKey"] = key });
}
