using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Scoring;

namespace MlOpsDashboard.Core.Serving.Plans;

/// <summary>Loads the production versions when the program starts, so that no first request waits for it.</summary>
internal sealed partial class ServingWarmUp(ServingPlans plans, RegistryService registry, ServingMeter meter, ILogger<ServingWarmUp> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        meter.AnnounceRefusals("");
        try
        {
            var page = new PageQuery(PageQuery.MaxLimit);
            foreach (ModelRow model in (await registry.ListAsync(page, stoppingToken).ConfigureAwait(false)).Items)
            {
                if (model.Production is not null)
                {
                    await plans.RefreshAsync(model.Model.Name, stoppingToken).ConfigureAwait(false);
                }
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Not fatal: a model that is not loaded yet is loaded by its first request.
            LogFailure(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not all production versions could be loaded at the start")]
    private partial void LogFailure(Exception exception);
}
