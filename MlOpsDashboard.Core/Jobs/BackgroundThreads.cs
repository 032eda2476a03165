using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace MlOpsDashboard.Core.Jobs;

/// <summary>
/// The threads that all computing of jobs shares: a fixed number, of low priority, so that predictions and pages keep
/// their latency while models train. A <c>Parallel.For</c> inside such work stays on these threads when its
/// <see cref="ParallelOptions.TaskScheduler"/> is <see cref="TaskScheduler.Current"/>.
/// </summary>
public sealed class BackgroundThreads : TaskScheduler, IDisposable
{
    [ThreadStatic]
    private static BackgroundThreads? s_current;

    private readonly BlockingCollection<Task> _tasks = [];
    private readonly Thread[] _threads;

    /// <summary>Starts the threads.</summary>
    /// <param name="options">How many.</param>
    public BackgroundThreads(IOptions<JobsOptions> options)
        : this(Count(options), "job worker")
    {
    }

    /// <summary>Starts threads for work that must not wait behind jobs.</summary>
    /// <param name="count">How many.</param>
    /// <param name="name">What they are called.</param>
    internal BackgroundThreads(int count, string name)
    {
        _threads = new Thread[count];
        for (int i = 0; i < _threads.Length; i++)
        {
            _threads[i] = new Thread(Work) { IsBackground = true, Name = $"{name} {i}" };
            _threads[i].Start();
        }
    }

    /// <summary>The number of threads.</summary>
    public override int MaximumConcurrencyLevel => _threads.Length;

    /// <summary>Runs work on one of the threads.</summary>
    /// <typeparam name="T">What it results in.</typeparam>
    /// <param name="work">Looks at the token several times a second.</param>
    /// <param name="cancellationToken">Handed to the work.</param>
    public Task<T> RunAsync<T>(Func<CancellationToken, T> work, CancellationToken cancellationToken) => Task.Factory.StartNew(
        () => work(cancellationToken),
        cancellationToken,
        TaskCreationOptions.DenyChildAttach,
        this);

    /// <summary>Ends the threads when the work that they have begun is done.</summary>
    public void Dispose() => _tasks.CompleteAdding();

    /// <inheritdoc/>
    protected override void QueueTask(Task task) => _tasks.Add(task);

    /// <inheritdoc/>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        s_current == this && TryExecuteTask(task);

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks() => _tasks;

    private static int Count(IOptions<JobsOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Value.WorkerThreads > 0 ? options.Value.WorkerThreads : Environment.ProcessorCount;
    }

    private void Work()
    {
        s_current = this;
        LowPriority.Enter();
        foreach (var task in _tasks.GetConsumingEnumerable())
        {
            TryExecuteTask(task);
        }
    }
}
