namespace MlOpsDashboard.Hosting;

/// <summary>Stands before a part of the program among those that start one after the other, and notes that it is that one's turn.</summary>
/// <param name="watch">Is told.</param>
/// <param name="step">The part behind it.</param>
internal sealed class StartMark(StartWatch watch, string step) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        watch.Begin(step);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
