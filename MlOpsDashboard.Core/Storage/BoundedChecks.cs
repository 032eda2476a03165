using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace MlOpsDashboard.Core.Storage;

/// <summary>Bounds every check of readiness, whoever registered it: the whole answer comes within two seconds.</summary>
/// <param name="services">Makes the checks; one that hangs must not lose its scope, so it has that of the program.</param>
/// <param name="clock">Measures the waits.</param>
internal sealed class BoundedChecks(IServiceProvider services, TimeProvider clock) : IPostConfigureOptions<HealthCheckServiceOptions>
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(1.5);

    /// <inheritdoc/>
    public void PostConfigure(string? name, HealthCheckServiceOptions options)
    {
        foreach (HealthCheckRegistration registration in options.Registrations)
        {
            Func<IServiceProvider, IHealthCheck> make = registration.Factory;
            var bounded = new BoundedCheck(() => make(services), s_limit, clock);
            registration.Factory = _ => bounded;
        }
    }
}
