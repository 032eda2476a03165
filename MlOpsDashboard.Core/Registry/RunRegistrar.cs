using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Core.Registry;

/// <summary>
/// Registers the models of runs that wish so: when a run ends, and at start-up those whose end a crash cut off from their
/// registration. The wish on the run is cleared in the transaction that makes the version, so that neither is lost nor doubled.
/// </summary>
internal sealed partial class RunRegistrar(
    RegistryService registry, IDbContextFactory<MlOpsDbContext> contexts, ILogger<RunRegistrar> logger) : IRunObserver, IHostedService
{
    public async Task OnFinishedAsync(Run run, CancellationToken cancellationToken)
    {
        if (run is { RegisterAs: { } name, ModelSha256: not null, Status: RunStatus.Finished or RunStatus.Cancelled })
        {
            await registry.RegisterAsync(name, run.RunId, Actor.Program(run.CreatedBy), cancellationToken);
        }
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        List<Run> waiting = await context.Set<Run>().AsNoTracking()
            .Where(r => (r.Status == RunStatus.Finished || r.Status == RunStatus.Cancelled)
                && r.RegisterAs != null && r.ModelSha256 != null && r.DeletedAt == null)
            .ToListAsync(cancellationToken);
        foreach (Run run in waiting)
        {
            try
            {
                await OnFinishedAsync(run, cancellationToken);
                Registered(run.RunId, run.RegisterAs!);
            }
            catch (ConflictException exception)
            {
                NotRegistered(exception, run.RunId, run.RegisterAs!);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Registered run {RunId} as {Name}, which the last stop had cut off")]
    private partial void Registered(string runId, string name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Run {RunId} could not be registered as {Name}")]
    private partial void NotRegistered(Exception exception, string runId, string name);
}
