using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Monitoring.Settings;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Monitoring.Figures;

/// <summary>Keeps the figures of the models up to date: sizes each time, quality when a truth has come or an hour has gone by.</summary>
internal sealed partial class ModelFiguresService(
    ModelFigures figures,
    RegistryService registry,
    QualityService quality,
    IDbContextFactory<MlOpsDbContext> contexts,
    BackgroundLoops loops,
    TimeProvider clock,
    IOptions<MonitoringOptions> options,
    IHostApplicationLifetime lifetime,
    ILogger<ModelFiguresService> logger) : BackgroundLoop(loops, clock)
{
    // Enough for half a per cent either way, and read within milliseconds.
    private const int MostRows = 5_000;
    private const int MostModels = 1_000;
    private static readonly TimeSpan s_oldest = TimeSpan.FromHours(1);

    private IReadOnlyList<MainQuality> _quality = [];
    private long _latestTruth = -1;
    private DateTimeOffset _judgedAt;

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        await lifetime.WaitForStartAsync(stoppingToken).ConfigureAwait(false);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.FiguresSeconds), Clock);
        do
        {
            await RefreshAsync(stoppingToken).ConfigureAwait(false);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            Page<ModelRow> models = await registry.ListAsync(new PageQuery(MostModels), cancellationToken).ConfigureAwait(false);
            await JudgeAsync(cancellationToken).ConfigureAwait(false);
            Dictionary<(string, int), long> sizes = models.Items
                .SelectMany(row => new[] { row.Production, row.Staging, row.Latest })
                .OfType<ModelVersion>()
                .GroupBy(version => (version.Name, version.Version))
                .ToDictionary(group => group.Key, group => group.First().Bytes);
            Dictionary<(string, int), MainQuality> judged = _quality.ToDictionary(version => (version.Model, version.Version));
            figures.All = [.. sizes.Keys.Union(judged.Keys).Select(key => Figure(key, sizes.TryGetValue(key, out long bytes) ? bytes : null, judged.GetValueOrDefault(key)))];
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception);
        }
    }

    private async Task JudgeAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = Clock.GetUtcNow();
        MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            long latest = await context.Set<Truth>().MaxAsync(truth => (long?)truth.Id, cancellationToken).ConfigureAwait(false) ?? 0;
            if (latest == _latestTruth && now - _judgedAt < s_oldest)
            {
                return;
            }

            _quality = await quality.ReadMainAsync(now.AddDays(-options.Value.QualityDays), now, MostRows, cancellationToken).ConfigureAwait(false);
            (_latestTruth, _judgedAt) = (latest, now);
        }
    }

    private static ModelFigure Figure((string Model, int Version) key, long? bytes, MainQuality? quality) => new(
        key.Model,
        key.Version,
        bytes,
        quality?.Judged ?? 0,
        quality is { IsRegression: false } ? quality.Value : null,
        quality is { IsRegression: true } ? quality.Value : null);

    [LoggerMessage(Level = LogLevel.Error, Message = "The models' figures for the metrics could not be read; they are tried again")]
    private partial void LogFailed(Exception exception);
}
