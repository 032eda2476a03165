using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Tracking;

/// <summary>
/// Writes runs. Each call is one transaction. A run that has ended takes no more parameters, metrics, artifacts or models (409), so
/// that what was compared stays what it was; tags, name and notes stay open.
/// </summary>
public sealed partial class TrackingService(
    IDbContextFactory<MlOpsDbContext> contexts,
    ArtifactStore artifacts,
    IEnumerable<IRunObserver> observers,
    TimeProvider clock,
    ILogger<TrackingService> logger)
{
    private readonly IRunObserver[] _observers = [.. observers];

    /// <summary>Begins a run, and its experiment if that is new.</summary>
    /// <param name="run">What is known of it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidException">A name, key or value breaks the rules.</exception>
    /// <exception cref="NotFoundException">The parent run does not exist.</exception>
    public async Task<Run> StartAsync(NewRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        RunInput.Check(run);
        Experiment experiment = await GetOrCreateExperimentAsync(run.Experiment, run.Actor, cancellationToken);
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        if (run.ParentRunId is { } parent
            && !await context.Set<Run>().AnyAsync(r => r.RunId == parent && r.DeletedAt == null, cancellationToken))
        {
            throw new NotFoundException($"There is no run {parent} that could be the parent.");
        }

        Run started = RunInput.ToRun(run, Ids.New(clock), experiment, clock.GetUtcNow());
        context.Add(started);
        context.AddRange(run.Tags.Select(t => new RunTag { RunId = started.RunId, Key = t.Key, Value = t.Value }));
        context.AddRange(run.Parameters.Select(p => new RunParameter { RunId = started.RunId, Key = p.Key, Value = p.Value }));
        await context.SaveChangesAsync(cancellationToken);
        return started;
    }

    /// <summary>The experiment of a name, made if it does not exist.</summary>
    /// <param name="name">The experiment's name.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Experiment> GetOrCreateExperimentAsync(string name, string actor, CancellationToken cancellationToken)
    {
        TrackingNames.CheckName(name, "experiment");
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Set<Experiment>().AsNoTracking().SingleOrDefaultAsync(e => e.Name == name, cancellationToken) is { } existing)
        {
            return existing;
        }

        var made = new Experiment { ExperimentId = Ids.New(clock), Name = name, CreatedAt = clock.GetUtcNow(), CreatedBy = actor };
        context.Add(made);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return made;
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            // Somebody else made it in between: the unique index let one of the two through.
            return await context.Set<Experiment>().AsNoTracking().SingleAsync(e => e.Name == name, cancellationToken);
        }
    }

    /// <summary>Writes parameters. The same value again is fine; another value is not.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="parameters">Value by key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ConflictException">The run has ended, or a parameter has another value already.</exception>
    public async Task LogParametersAsync(string runId, IReadOnlyDictionary<string, string> parameters, CancellationToken cancellationToken)
    {
        RunInput.CheckParameters(parameters);
        await WriteAsync(runId, onlyRunning: true, async (context, _) =>
        {
            string[] keys = [.. parameters.Keys];
            Dictionary<string, string> present = await context.Set<RunParameter>().AsNoTracking()
                .Where(p => p.RunId == runId && keys.Contains(p.Key))
                .ToDictionaryAsync(p => p.Key, p => p.Value, StringComparer.Ordinal, cancellationToken);
            foreach ((string key, string value) in parameters)
            {
                if (!present.TryGetValue(key, out string? old))
                {
                    context.Add(new RunParameter { RunId = runId, Key = key, Value = value });
                }
                else if (old != value)
                {
                    throw new ConflictException($"Parameter {key} of run {runId} is {old} already and cannot become {value}.");
                }
            }
        }, cancellationToken);
    }

    /// <summary>Appends points to metrics' histories.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="points">Any number of points of any metrics, in the order of their arrival.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ConflictException">The run has ended.</exception>
    public async Task LogMetricsAsync(string runId, IReadOnlyList<MetricPoint> points, CancellationToken cancellationToken)
    {
        string[] keys = RunInput.CheckMetrics(points);
        if (keys.Length == 0)
        {
            return;
        }

        await WriteAsync(runId, onlyRunning: true, async (context, _) =>
        {
            Dictionary<string, RunMetric> latest = await LatestOfAsync(context, runId, keys, cancellationToken);
            foreach (MetricPoint point in points)
            {
                if (latest.TryGetValue(point.Key, out RunMetric? metric))
                {
                    metric.Advance(point);
                }
                else
                {
                    latest[point.Key] = RunMetric.Of(runId, point);
                    context.Add(latest[point.Key]);
                }

                context.Add(RunMetricPoint.Of(runId, point));
            }
        }, cancellationToken);
    }

    /// <summary>Stores a file with the run, over an earlier one of the same path.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="path">A relative path with forward slashes.</param>
    /// <param name="contentType">The media type.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ConflictException">The run has ended.</exception>
    public async Task AddArtifactAsync(
        string runId, string path, string contentType, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        await AddArtifactAsync(runId, path, contentType, stream, cancellationToken);
    }

    /// <summary>Stores a file of any size with the run, over an earlier one of the same path.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="path">A relative path with forward slashes.</param>
    /// <param name="contentType">The media type.</param>
    /// <param name="content">Is read to its end.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ConflictException">The run has ended.</exception>
    public async Task AddArtifactAsync(
        string runId, string path, string contentType, Stream content, CancellationToken cancellationToken)
    {
        TrackingNames.CheckPath(path, "path");
        TrackingNames.CheckValue(contentType, TrackingNames.MaxName, "content_type");
        await WriteAsync(runId, onlyRunning: true, (_, _) => Task.CompletedTask, cancellationToken);
        StoredArtifact stored = await artifacts.PutAsync(content, cancellationToken);
        await WriteAsync(runId, onlyRunning: true, async (context, _) =>
        {
            RunArtifact? row = await context.Set<RunArtifact>()
                .SingleOrDefaultAsync(a => a.RunId == runId && a.Path == path, cancellationToken);
            if (row is null)
            {
                context.Add(RunArtifactOf(runId, path, contentType, stored));
                return;
            }

            (row.ContentType, row.Sha256, row.Bytes, row.CreatedAt) = (contentType, stored.Sha256, stored.Bytes, clock.GetUtcNow());
        }, cancellationToken);
    }

    /// <summary>Names the model that the run made.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="artifact">The model's artifact, as the store took it.</param>
    /// <param name="summary">What the model is.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ConflictException">The run has ended.</exception>
    public async Task SetModelAsync(string runId, StoredArtifact artifact, ModelSummary summary, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        await WriteAsync(runId, onlyRunning: true, (_, run) =>
        {
            (run.ModelSha256, run.ModelBytes, run.Model) = (artifact.Sha256, artifact.Bytes, summary);
            return Task.CompletedTask;
        }, cancellationToken);
    }

    private RunArtifact RunArtifactOf(string runId, string path, string contentType, StoredArtifact stored) => new()
    {
        RunId = runId,
        Path = path,
        ContentType = contentType,
        Sha256 = stored.Sha256,
        Bytes = stored.Bytes,
        CreatedAt = clock.GetUtcNow(),
    };

    // Twelve thousand keys are too many parameters for one statement, so many keys read the run's metrics whole.
    private static Task<Dictionary<string, RunMetric>> LatestOfAsync(
        MlOpsDbContext context, string runId, string[] keys, CancellationToken cancellationToken)
    {
        IQueryable<RunMetric> metrics = context.Set<RunMetric>().Where(m => m.RunId == runId);
        metrics = keys.Length <= 100 ? metrics.Where(m => keys.Contains(m.Key)) : metrics;
        return metrics.ToDictionaryAsync(m => m.Key, StringComparer.Ordinal, cancellationToken);
    }
}
