using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Comparisons;

/// <summary>Runs the comparisons that wait, one after another. What a stop has cut off begins again.</summary>
internal sealed partial class ComparisonLoop(
    ComparisonStore store,
    RegistryService registry,
    DatasetService datasets,
    ComparisonBell bell,
    ComparisonFeed feed,
    BackgroundLoops loops,
    TimeProvider clock,
    IHostApplicationLifetime lifetime,
    ILogger<ComparisonLoop> logger) : BackgroundLoop(loops, clock)
{
    private const int MostAttempts = 3;
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        await lifetime.WaitForStartAsync(stoppingToken).ConfigureAwait(false);
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await store.OpenAsync(stoppingToken).ConfigureAwait(false) is [var next, ..])
            {
                await TakeAsync(next, stoppingToken).ConfigureAwait(false);
            }
            else
            {
                await bell.WaitAsync(s_interval, Clock, stoppingToken).ConfigureAwait(false);
            }
        }
    }

    private async Task TakeAsync(Comparison comparison, CancellationToken stoppingToken)
    {
        if (comparison.Attempts >= MostAttempts)
        {
            string reason = $"The program stopped {comparison.Attempts} times while this ran, so it is not tried again.";
            await SaveAsync(comparison with { State = ComparisonState.Failed, Error = reason, FinishedAt = Clock.GetUtcNow() }, stoppingToken).ConfigureAwait(false);
            return;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        bell.Note((comparison.Id, stop));
        try
        {
            Comparison begun = comparison with { State = ComparisonState.Running, Attempts = comparison.Attempts + 1 };
            if (await SaveAsync(begun, stoppingToken).ConfigureAwait(false))
            {
                await SaveAsync(await EndAsync(begun, stop.Token).ConfigureAwait(false), stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            // Removed by a person while it ran: nothing is left to be stored.
            return;
        }
        finally
        {
            bell.Note(null);
        }
    }

    private async Task<Comparison> EndAsync(Comparison comparison, CancellationToken cancellationToken)
    {
        try
        {
            ComparisonReport report = await CompareAsync(comparison, cancellationToken).ConfigureAwait(false);
            return comparison with { State = ComparisonState.Succeeded, Report = report, FinishedAt = Clock.GetUtcNow() };
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception, comparison.Id);
            return comparison with { State = ComparisonState.Failed, Error = Sentence(exception), FinishedAt = Clock.GetUtcNow() };
        }
    }

    private async Task<ComparisonReport> CompareAsync(Comparison comparison, CancellationToken cancellationToken)
    {
        DatasetVersion data = await datasets.GetAsync(comparison.Dataset, comparison.DatasetVersion, cancellationToken).ConfigureAwait(false);
        DataTable table = await datasets.LoadAsync(data.Dataset, data.Version, null, cancellationToken).ConfigureAwait(false);
        var versions = new List<AnsweringVersion>();
        foreach (string id in comparison.ModelIds)
        {
            versions.Add(await AnsweringVersion.LoadAsync(registry, await registry.GetAsync(id, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false));
        }

        int threads = Math.Max(1, Environment.ProcessorCount / 2);
        return await Task.Run(() => new VersionComparer(versions, data, table, threads, cancellationToken).Run(comparison.Segments), cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> SaveAsync(Comparison comparison, CancellationToken cancellationToken)
    {
        bool there = await store.SaveAsync(comparison, cancellationToken).ConfigureAwait(false);
        if (there)
        {
            feed.Publish(comparison);
        }

        return there;
    }

    private static string Sentence(Exception exception) => exception switch
    {
        InvalidException or NotFoundException or ConflictException or InvalidDataException => exception.Message,
        OutOfMemoryException => "There is not enough memory for this table and these models.",
        _ when StorageFault.Of(exception) is { } fault => fault.Sentence,
        _ => $"The comparison failed: {exception.Message}",
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Comparison {Comparison} failed")]
    private partial void LogFailed(Exception exception, string comparison);
}
