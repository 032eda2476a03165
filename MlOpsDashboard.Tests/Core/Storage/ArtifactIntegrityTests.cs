using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Storage;

public sealed class ArtifactIntegrityTests
{
    private static readonly byte[] s_content = [.. Enumerable.Range(0, 5000).Select(i => (byte)i)];

    public enum Damage
    {
        Altered,
        Truncated,
        Lost,
    }

    [Theory]
    [InlineData(Damage.Altered)]
    [InlineData(Damage.Truncated)]
    [InlineData(Damage.Lost)]
    public async Task Damaged_content_is_not_opened_is_set_aside_and_is_mended_by_the_same_content(Damage damage)
    {
        var heard = new Observer();
        await using var core = await CoreHost.StartAsync(services => services.AddSingleton<IArtifactObserver>(heard));
        var stored = await core.Artifacts.PutAsync(new MemoryStream(s_content), default);
        var use = new ArtifactUse("dataset_version", "adult:1", stored.Sha256);
        (await core.Artifacts.OpenAsync(use, default)).Dispose();
        Do(core, damage, stored.Sha256);

        var refused = await Assert.ThrowsAsync<ConflictException>(() => core.Artifacts.OpenAsync(use, default));
        await Assert.ThrowsAsync<ConflictException>(() => core.Artifacts.OpenOftenAsync(use, default));

        Assert.StartsWith("dataset version adult:1 cannot be used: its file", refused.Message, StringComparison.Ordinal);
        Assert.Equal(damage == Damage.Lost ? [] : [stored.Sha256], StoredFiles.SetAside(core.Folder));
        Assert.False(core.Artifacts.Exists(stored.Sha256));
        Assert.NotNull(core.Artifacts.ProblemOf(stored.Sha256));
        Assert.Equal((use, damage == Damage.Lost), (Assert.Single(heard.Damaged).Use, heard.Damaged[0].IsMissing));
        Assert.Contains("adult:1", Assert.Single(core.Artifacts.Problems()), StringComparison.Ordinal);

        await core.Artifacts.PutAsync(new MemoryStream(s_content), default);

        await AssertWholeAsync(core, use);
        Assert.Equal(use, Assert.Single(heard.Mended));
        Assert.Null(core.Artifacts.ProblemOf(stored.Sha256));
        Assert.Empty(core.Artifacts.Problems());
    }

    // The first to notice is who brings the same content in: it must not be told "I have that already".
    [Theory]
    [InlineData(Damage.Altered)]
    [InlineData(Damage.Truncated)]
    public async Task Content_that_comes_in_again_takes_the_place_of_a_damaged_file(Damage damage)
    {
        await using var core = await CoreHost.StartAsync();
        var stored = await core.Artifacts.PutAsync(new MemoryStream(s_content), default);
        Do(core, damage, stored.Sha256);

        await core.Artifacts.PutAsync(new MemoryStream(s_content), default);

        await AssertWholeAsync(core, new ArtifactUse("dataset_version", "other:1", stored.Sha256));
        Assert.Equal([stored.Sha256], StoredFiles.SetAside(core.Folder));
    }

    [Fact]
    public async Task Large_content_is_believed_for_a_while_unless_it_looks_different()
    {
        byte[] large = new byte[CheckedFiles.SmallBytes + 1];
        large[7] = 7;
        var clock = new FakeTimeProvider();
        await using var core = await CoreHost.StartAsync(clock: clock);
        var stored = await core.Artifacts.PutAsync(new MemoryStream(large), default);
        var use = new ArtifactUse("dataset_version", "adult:1", stored.Sha256);
        (await core.Artifacts.OpenOftenAsync(use, default)).Dispose();

        // What no look from outside shows is believed for minutes where it is only shown, and never where it would last.
        StoredFiles.Alter(core.Folder, stored.Sha256);
        (await core.Artifacts.OpenOftenAsync(use, default)).Dispose();
        clock.Advance(CheckedFiles.Memory);
        await Assert.ThrowsAsync<ConflictException>(() => core.Artifacts.OpenOftenAsync(use, default));

        await core.Artifacts.PutAsync(new MemoryStream(large), default);
        (await core.Artifacts.OpenOftenAsync(use, default)).Dispose();
        StoredFiles.Alter(core.Folder, stored.Sha256);
        await Assert.ThrowsAsync<ConflictException>(() => core.Artifacts.OpenAsync(use, default));

        // A file of the same length and time that is moved into the place.
        await core.Artifacts.PutAsync(new MemoryStream(large), default);
        (await core.Artifacts.OpenOftenAsync(use, default)).Dispose();
        string path = StoredFiles.Of(core.Folder, stored.Sha256);
        large[9] = 9;
        await File.WriteAllBytesAsync(path + "-other", large);
        File.SetLastWriteTimeUtc(path + "-other", File.GetLastWriteTimeUtc(path).AddSeconds(1));
        File.Move(path + "-other", path, overwrite: true);
        await Assert.ThrowsAsync<ConflictException>(() => core.Artifacts.OpenOftenAsync(use, default));
    }

    [Fact]
    public async Task Deleted_content_takes_what_was_set_aside_of_it_along()
    {
        await using var core = await CoreHost.StartAsync();
        var stored = await core.Artifacts.PutAsync(new MemoryStream(s_content), default);
        StoredFiles.Truncate(core.Folder, stored.Sha256, 1000);
        await core.Artifacts.PutAsync(new MemoryStream(s_content), default);

        Assert.Equal(s_content.Length + 1000, core.Artifacts.Delete(stored.Sha256));

        Assert.Empty(StoredFiles.SetAside(core.Folder));
        Assert.Empty(core.Artifacts.Problems());
    }

    // A set-aside file is remembered over a restart, until the sweep finds that nobody names it.
    [Fact]
    public async Task Damaged_content_is_known_after_a_restart_and_swept_with_its_name()
    {
        using var folder = new TempFolder();
        string sha256;
        await using (var core = await CoreHost.StartAsync(folder: folder.FullName))
        {
            sha256 = (await core.Artifacts.PutAsync(new MemoryStream(s_content), default)).Sha256;
            StoredFiles.Alter(core.Folder, sha256);
            Assert.NotNull(await core.Artifacts.CheckAsync(new ArtifactUse("run_file", "r/a", sha256), default));
        }

        await using var again = await CoreHost.StartAsync(folder: folder.FullName, configure: services => services.AddSingleton<IArtifactOwner, NoOwner>());
        await again.Get<ArtifactSweep>().SweepAsync(default);
        Assert.Empty(StoredFiles.SetAside(again.Folder));
    }

    private static void Do(CoreHost core, Damage damage, string sha256)
    {
        switch (damage)
        {
            case Damage.Altered:
                StoredFiles.Alter(core.Folder, sha256);
                break;
            case Damage.Truncated:
                StoredFiles.Truncate(core.Folder, sha256, 1000);
                break;
            default:
                StoredFiles.Lose(core.Folder, sha256);
                break;
        }
    }

    private static async Task AssertWholeAsync(CoreHost core, ArtifactUse use)
    {
        await using Stream stream = await core.Artifacts.OpenAsync(use, default);
        Assert.Equal(use.Sha256, Convert.ToHexStringLower(await SHA256.HashDataAsync(stream)));
    }

    private sealed class Observer : IArtifactObserver
    {
        public List<ArtifactDamage> Damaged { get; } = [];

        public List<ArtifactUse> Mended { get; } = [];

        public Task OnDamagedAsync(ArtifactDamage damage, CancellationToken cancellationToken)
        {
            Damaged.Add(damage);
            return Task.CompletedTask;
        }

        public Task OnMendedAsync(ArtifactUse use, CancellationToken cancellationToken)
        {
            Mended.Add(use);
            return Task.CompletedTask;
        }
    }

    private sealed class NoOwner : IArtifactOwner
    {
        public Task<IReadOnlySet<string>> UsedAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlySet<string>>(new HashSet<string>());

        public Task<IReadOnlyList<ArtifactUse>> UsesAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ArtifactUse>>([]);
    }
}
