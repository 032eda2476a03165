using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Tests.Core.Registry;

/// <summary>Keeps what it hears, and fails if told to.</summary>
internal sealed class RecordingObserver : IStageObserver
{
    public List<StageChange> Changes { get; } = [];

    public bool Fails { get; init; }

    public Task OnStageChangedAsync(StageChange change, CancellationToken cancellationToken)
    {
        Changes.Add(change);
        return Fails ? throw new InvalidOperationException("This observer fails.") : Task.CompletedTask;
    }
}
