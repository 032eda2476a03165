using Microsoft.Extensions.Logging;

namespace MlOpsDashboard.Core.Storage;

/// <summary>Removes what a crash left behind: artifacts that no row names, and temporary files.</summary>
/// <param name="store">The store.</param>
/// <param name="connection">Tells whether the data folder is this process's own.</param>
/// <param name="owners">Every feature whose rows name artifacts.</param>
/// <param name="clock">Gives the files' ages.</param>
/// <param name="logger">Told what was removed.</param>
internal sealed partial class ArtifactSweep(
    ArtifactStore store,
    DatabaseConnection connection,
    IEnumerable<IArtifactOwner> owners,
    TimeProvider clock,
    ILogger<ArtifactSweep> logger)
{
    /// <summary>Younger files may belong to a row that is about to be committed.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromHours(1);

    /// <summary>Removes orphans and left-over temporary files.</summary>
    /// <returns>The bytes freed.</returns>
    public async Task<long> SweepAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - s_grace;

        // The names are listed before the owners are asked: content that is stored in between is not looked at.
        string[] names = [.. store.Names()];
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var owner in owners)
        {
            used.UnionWith(await owner.UsedAsync(cancellationToken).ConfigureAwait(false));
        }

        long freed = 0;
        foreach (string name in names.Where(n => !used.Contains(n)))
        {
            freed += store.DeleteIfOlder(name, before);
        }

        if (freed > 0)
        {
            LogSwept(freed);
        }

        return freed;
    }

    /// <summary>Removes left-over temporary files. On SQLite the folder is ours alone, so at start all of them are left over.</summary>
    public void SweepTemporary()
    {
        var before = connection.Provider == DatabaseProvider.Sqlite ? DateTimeOffset.MaxValue : clock.GetUtcNow() - s_grace;
        var folder = new DirectoryInfo(store.TemporaryFolder);
        if (folder.Exists)
        {
            foreach (var file in folder.EnumerateFiles().Where(f => f.LastWriteTimeUtc < before.UtcDateTime))
            {
                file.Delete();
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed orphaned artifacts: {Bytes} bytes freed.")]
    private partial void LogSwept(long bytes);
}
