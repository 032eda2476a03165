using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Core.Serving;

/// <summary>Puts a promotion into force before the call that made it returns.</summary>
/// <param name="services">Gives the plans when a stage changes, not before: they read the registry, which tells its observers.</param>
internal sealed class ServingObserver(IServiceProvider services) : IStageObserver
{
    /// <inheritdoc/>
    public Task OnStageChangedAsync(StageChange change, CancellationToken cancellationToken) =>
        services.GetRequiredService<ServingPlans>().RefreshAsync(change.Event.Name, cancellationToken);
}
