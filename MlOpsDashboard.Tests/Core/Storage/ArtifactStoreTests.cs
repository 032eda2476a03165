using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Storage;

public sealed class ArtifactStoreTests
{
    // printf 'abc' | sha256sum; the same value stands in FIPS 180-2, appendix B.1.
    private const string AbcHash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    [Fact]
    public async Task Put_returns_hash_and_length_and_content_can_be_read_back()
    {
        await using var core = await CoreHost.StartAsync();
        var stored = await core.Artifacts.PutAsync(Content("abc"), default);

        Assert.Equal(new StoredArtifact(AbcHash, 3), stored);
        Assert.True(core.Artifacts.Exists(AbcHash));
        using var reader = new StreamReader(core.Artifacts.OpenRead(AbcHash));
        Assert.Equal("abc", await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task Put_same_content_many_times_at_once_stores_it_once()
    {
        await using var core = await CoreHost.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => core.Artifacts.PutAsync(Content("abc"), default))));

        Assert.Equal([AbcHash], FilesOf(core));
    }

    [Fact]
    public async Task Put_content_that_breaks_off_leaves_nothing()
    {
        await using var core = await CoreHost.StartAsync();
        await Assert.ThrowsAsync<IOException>(() => core.Artifacts.PutAsync(new BreakingStream(), default));

        Assert.Empty(FilesOf(core));
    }

    [Fact]
    public async Task Staged_not_committed_is_removed()
    {
        await using var core = await CoreHost.StartAsync();
        using (var staged = await core.Artifacts.StageAsync(Content("abc"), default))
        {
            Assert.Equal((AbcHash, 3L), (staged.Sha256, staged.Bytes));
            Assert.Equal("abc", await File.ReadAllTextAsync(staged.Path));
        }

        Assert.Empty(FilesOf(core));
        Assert.False(core.Artifacts.Exists(AbcHash));
    }

    [Fact]
    public async Task Delete_frees_the_bytes_and_only_once()
    {
        await using var core = await CoreHost.StartAsync();
        await core.Artifacts.PutAsync(Content("abc"), default);

        Assert.Equal(3, core.Artifacts.Delete(AbcHash));
        Assert.Equal(0, core.Artifacts.Delete(AbcHash));
        Assert.Throws<NotFoundException>(() => core.Artifacts.OpenRead(AbcHash));
    }

    [Theory]
    [InlineData("../../mlops.db")]
    [InlineData("")]
    [InlineData("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
    [InlineData("aa/../../../../../../../../../../../../../../../../../etc/passwd0")]
    public async Task Names_that_are_no_hash_are_not_found(string name)
    {
        await using var core = await CoreHost.StartAsync();

        Assert.False(core.Artifacts.Exists(name));
        Assert.Throws<NotFoundException>(() => core.Artifacts.OpenRead(name));
        Assert.Throws<NotFoundException>(() => core.Artifacts.Delete(name));
    }

    [Fact]
    public async Task Sweep_removes_old_orphans_and_keeps_owned_and_young_ones()
    {
        var clock = new FakeTimeProvider();
        await using var core = await CoreHost.StartAsync(
            services => services.AddSingleton<IArtifactOwner>(new FixedOwner(AbcHash)),
            clock: clock);
        await core.Artifacts.PutAsync(Content("abc"), default);
        var orphan = await core.Artifacts.PutAsync(Content("orphan"), default);
        var again = await core.Artifacts.PutAsync(Content("again"), default);
        clock.Advance(TimeSpan.FromMinutes(61));
        var young = await core.Artifacts.PutAsync(Content("young"), default);
        await core.Artifacts.PutAsync(Content("again"), default);

        long freed = await core.Get<ArtifactSweep>().SweepAsync(default);

        Assert.Equal(orphan.Bytes, freed);
        Assert.Equal(new[] { AbcHash, young.Sha256, again.Sha256 }.Order(StringComparer.Ordinal), FilesOf(core));
    }

    [Fact]
    public async Task Start_removes_temporary_files_of_a_killed_process()
    {
        string folder = Directory.CreateTempSubdirectory("mlops-core-").FullName;
        string left = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "artifacts", "tmp")).FullName, "half");
        await File.WriteAllTextAsync(left, "half an upload");
        await using (await CoreHost.StartAsync(folder: folder))
        {
            Assert.False(File.Exists(left));
        }

        Directory.Delete(folder, recursive: true);
    }

    private static MemoryStream Content(string text) => new(Encoding.ASCII.GetBytes(text));

    private static IEnumerable<string> FilesOf(CoreHost core) => Directory
        .EnumerateFiles(Path.Combine(core.Folder, "artifacts"), "*", SearchOption.AllDirectories)
        .Select(p => Path.GetFileName(p))
        .Order(StringComparer.Ordinal);

    private sealed class FixedOwner(string sha256) : IArtifactOwner
    {
        public Task<IReadOnlySet<string>> UsedAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlySet<string>>(new HashSet<string> { sha256 });

        public Task<IReadOnlyList<ArtifactUse>> UsesAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<ArtifactUse>>([new ArtifactUse("test", "abc", sha256)]);
    }

    private sealed class BreakingStream : MemoryStream
    {
        private bool _begun;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_begun)
            {
                throw new IOException("The connection was reset.");
            }

            _begun = true;
            buffer.Span[..10].Clear();
            return ValueTask.FromResult(10);
        }
    }
}
