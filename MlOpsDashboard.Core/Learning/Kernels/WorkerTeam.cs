using System.Runtime.ExceptionServices;

namespace MlOpsDashboard.Core.Learning.Kernels;

/// <summary>
/// Threads that live as long as a fit and take on short parallel loops, thousands a second: they spin for some microseconds between
/// two loops before they sleep, since waking a thread costs more than most of the loops. They run below normal priority, so that
/// predictions keep their latency.
/// </summary>
internal sealed class WorkerTeam : IDisposable
{
    private const int ItemBits = 24;
    private const long ItemMask = (1L << ItemBits) - 1;
    private const int SpinsBeforeSleep = 400;

    private readonly Thread[] _helpers;
    private readonly object _gate = new();
    private Action<int>? _work;
    private Exception? _failure;
    private int _sleepers;
    private int _done;
    private bool _closed;

    // Generation (16 bits), number of items (24), next item (24). A helper that comes late draws a number past the end of
    // whatever loop is current, and can never run an item of an old one: a loop ends only when each of its items is done.
    private long _ticket;

    public WorkerTeam(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Threads = threads;
        _helpers = new Thread[threads - 1];
        for (int i = 0; i < _helpers.Length; i++)
        {
            _helpers[i] = new Thread(Help) { IsBackground = true, Name = $"fit-{i + 1}", Priority = ThreadPriority.BelowNormal };
            _helpers[i].Start();
        }
    }

    public int Threads { get; }

    /// <summary>Does every item once, on any thread and in any order, and returns when all are done.</summary>
    /// <param name="items">The number of items, less than 2²⁴ − 1,000.</param>
    /// <param name="work">Does the item of a number; keep the delegate, to allocate nothing.</param>
    public void Run(int items, Action<int> work)
    {
        if (_helpers.Length == 0 || items <= 1)
        {
            for (int item = 0; item < items; item++)
            {
                work(item);
            }

            return;
        }

        _work = work;
        _failure = null;
        Volatile.Write(ref _done, 0);
        long generation = (Volatile.Read(ref _ticket) >> (2 * ItemBits)) + 1;
        Interlocked.Exchange(ref _ticket, (generation << (2 * ItemBits)) | ((long)items << ItemBits));
        if (Volatile.Read(ref _sleepers) > 0)
        {
            lock (_gate)
            {
                Monitor.PulseAll(_gate);
            }
        }

        DoItems();
        var wait = new SpinWait();
        while (Volatile.Read(ref _done) < items)
        {
            wait.SpinOnce(sleep1Threshold: -1);
        }

        if (_failure is { } failure)
        {
            if (failure is OperationCanceledException)
            {
                // Who cancelled asks for this very kind, and must not take it for a fault of the work.
                ExceptionDispatchInfo.Throw(failure);
            }

            throw new AggregateException(failure);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }

        foreach (Thread helper in _helpers)
        {
            helper.Join();
        }
    }

    private static bool HasItem(long ticket) => (ticket & ItemMask) < ((ticket >> ItemBits) & ItemMask);

    private void DoItems()
    {
        while (HasItem(Volatile.Read(ref _ticket)))
        {
            long ticket = Interlocked.Increment(ref _ticket) - 1;
            if (!HasItem(ticket))
            {
                return;
            }

            try
            {
                _work!((int)(ticket & ItemMask));
            }
            catch (Exception failure)
            {
                // Rethrown by Run on the thread that asked.
                _failure = failure;
            }

            Interlocked.Increment(ref _done);
        }
    }

    private void Help()
    {
        int idle = 0;
        while (!Volatile.Read(ref _closed))
        {
            if (HasItem(Volatile.Read(ref _ticket)))
            {
                DoItems();
                idle = 0;
            }
            else if (++idle < SpinsBeforeSleep)
            {
                Thread.SpinWait(20);
            }
            else
            {
                Sleep();
                idle = 0;
            }
        }
    }

    private void Sleep()
    {
        lock (_gate)
        {
            Interlocked.Increment(ref _sleepers);
            while (!_closed && !HasItem(Volatile.Read(ref _ticket)))
            {
                Monitor.Wait(_gate);
            }

            Interlocked.Decrement(ref _sleepers);
        }
    }
}
