using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Jobs;

namespace MlOpsDashboard.Core.Datasets;

/// <summary>
/// Where uploaded tables are read through: a few at once, on threads of low priority of their own, so that a burst of uploads takes
/// neither the processor nor the memory of predictions. The others wait in line, and beyond that are refused.
/// </summary>
public sealed class InspectionGate : IDisposable
{
    // A client that comes again at once would only be refused again; one that waits for minutes thinks that the program is gone.
    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    // The latest inspections count most: the mean moves by this share of each.
    private const double Share = 0.2;

    private readonly BackgroundThreads _threads;
    private readonly SemaphoreSlim _turns;
    private readonly MemoryRelief _relief;
    private readonly TimeProvider _clock;
    private readonly int _most;
    private readonly Lock _lock = new();
    private int _inside;
    private double _meanSeconds = s_shortest.TotalSeconds;

    /// <summary>Starts the threads.</summary>
    /// <param name="options">How many inspections run and wait.</param>
    /// <param name="clock">Measures them.</param>
    public InspectionGate(IOptions<DatasetOptions> options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        _threads = new BackgroundThreads(options.Value.ConcurrentInspections, "inspection");
        _turns = new SemaphoreSlim(options.Value.ConcurrentInspections);
        _relief = new MemoryRelief(clock);
        _clock = clock;
        _most = options.Value.ConcurrentInspections + options.Value.QueuedInspections;
    }

    /// <summary>Inspections that run or wait.</summary>
    public int Inside => Volatile.Read(ref _inside);

    /// <summary>Refuses what would be refused anyway, before a large file is received for it.</summary>
    /// <exception cref="BusyException">Too many inspections wait already.</exception>
    public void CheckRoom()
    {
        lock (_lock)
        {
            if (_inside >= _most)
            {
                throw Refusal();
            }
        }
    }

    /// <summary>Runs an inspection when it is its turn.</summary>
    /// <typeparam name="T">What it results in.</typeparam>
    /// <param name="inspection">Looks at the token several times a second.</param>
    /// <param name="cancellationToken">Ends the wait or the inspection.</param>
    /// <exception cref="BusyException">Too many inspections wait already.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, T> inspection, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_inside >= _most)
            {
                throw Refusal();
            }

            if (_inside++ == 0)
            {
                _relief.Begin();
            }
        }

        try
        {
            return await RunInTurnAsync(inspection, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            lock (_lock)
            {
                if (--_inside == 0)
                {
                    _relief.End();
                }
            }
        }
    }

    /// <summary>Ends the threads when the inspections that they have begun are done.</summary>
    public void Dispose()
    {
        _threads.Dispose();
        _turns.Dispose();
        _relief.Dispose();
    }

    // One that gives up while it waits leaves the line at once; among the work of the threads it would stay until its turn.
    private async Task<T> RunInTurnAsync<T>(Func<CancellationToken, T> inspection, CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await _threads.RunAsync(token => Measured(inspection, token), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turns.Release();
        }
    }

    private T Measured<T>(Func<CancellationToken, T> inspection, CancellationToken cancellationToken)
    {
        long begun = _clock.GetTimestamp();
        try
        {
            return inspection(cancellationToken);
        }
        finally
        {
            lock (_lock)
            {
                _meanSeconds += Share * (_clock.GetElapsedTime(begun).TotalSeconds - _meanSeconds);
            }
        }
    }

    // After half of those that wait are through, there is room for a while.
    private BusyException Refusal()
    {
        var wait = TimeSpan.FromSeconds(_meanSeconds * _inside / _threads.MaximumConcurrencyLevel / 2);
        wait = wait < s_shortest ? s_shortest : wait > s_longest ? s_longest : wait;
        return new BusyException("Too many uploaded tables wait to be read through already (Datasets:QueuedInspections); come again later.", wait);
    }
}
