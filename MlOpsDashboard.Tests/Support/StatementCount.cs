using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MlOpsDashboard.Tests.Support;

/// <summary>
/// Counts the statements that go to the database of one core, so that a page that asks row by row is found out. Make it before the
/// core: EF Core remembers for a second that nobody listens.
/// </summary>
internal sealed class StatementCount : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly List<IDisposable> _subscriptions = [];
    private string? _folder;
    private int _count;

    public StatementCount() => _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    /// <summary>Counts from now on, those of this core.</summary>
    public void Begin(CoreHost core)
    {
        _folder = core.Folder;
        _count = 0;
    }

    /// <summary>
    /// How many statements a reading takes: the least of three times, for the framework may add one of its own now and then (a new
    /// connection), and a page that asks row by row asks as often each time.
    /// </summary>
    public async Task<int> LeastAsync(Func<Task> read)
    {
        int least = int.MaxValue;
        for (int time = 0; time < 3; time++)
        {
            Interlocked.Exchange(ref _count, 0);
            await read();
            least = Math.Min(least, Interlocked.Exchange(ref _count, 0));
        }

        return least;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore")
        {
            _subscriptions.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is CommandExecutedEventData executed
            && _folder is not null && executed.Command.Connection?.DataSource.StartsWith(_folder, StringComparison.Ordinal) == true)
        {
            Interlocked.Increment(ref _count);
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => _subscriptions.ForEach(s => s.Dispose());
}
