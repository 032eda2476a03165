using Microsoft.Extensions.Hosting;

namespace MlOpsDashboard.Core;

/// <summary>Lets work that has time wait until the program is there for its users.</summary>
internal static class ProgramStart
{
    /// <summary>Waits until every service has started and the web server listens.</summary>
    /// <param name="lifetime">Says so.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task WaitForStartAsync(this IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        CancellationTokenRegistration registration = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await using (registration.ConfigureAwait(false))
        {
            await started.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
