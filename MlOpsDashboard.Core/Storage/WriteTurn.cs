namespace MlOpsDashboard.Core.Storage;

/// <summary>
/// The turn that writers take, one after the other in the order of their coming. Who has waited too long goes on all the same: it
/// takes the turn over from its holder, which is slow or will never end and then gives nothing back. Safe for concurrent calls.
/// </summary>
/// <param name="patience">How long a writer waits for the one before it.</param>
internal sealed class WriteTurn(TimeSpan patience) : IDisposable
{
    // Taken exactly while there is a holder, but for the moment between a writer's waking and its becoming the holder.
    private readonly SemaphoreSlim _free = new(1, 1);
    private readonly Lock _lock = new();
    private Guid? _holder;

    /// <summary>Waits for the turn in the caller's thread.</summary>
    /// <param name="connection">The writer; who holds the turn already goes on at once.</param>
    public void Take(Guid connection)
    {
        if (!Holds(connection))
        {
            Begin(connection, _free.Wait(patience));
        }
    }

    /// <summary>Waits for the turn without a thread.</summary>
    /// <param name="connection">The writer; who holds the turn already goes on at once.</param>
    /// <param name="cancellationToken">Gives the place in the line up.</param>
    public async Task TakeAsync(Guid connection, CancellationToken cancellationToken)
    {
        if (!Holds(connection))
        {
            Begin(connection, await _free.WaitAsync(patience, cancellationToken).ConfigureAwait(false));
        }
    }

    /// <summary>Ends a writer's turn. Does nothing when it has none.</summary>
    /// <param name="connection">The writer.</param>
    public void GiveBack(Guid connection)
    {
        lock (_lock)
        {
            if (_holder == connection)
            {
                _holder = null;
                _free.Release();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _free.Dispose();

    /// <summary>Lets a writer begin that has waited.</summary>
    /// <param name="connection">The writer.</param>
    /// <param name="came">Whether its turn came, or its patience ended.</param>
    internal void Begin(Guid connection, bool came)
    {
        lock (_lock)
        {
            // Who gives up in the very moment in which the holder gives back finds the turn free, and has to take it like any other: it would
            // be given back once more than it was taken. Where the next in line was quicker, it writes without a turn.
            if (came || _holder is not null || _free.Wait(TimeSpan.Zero))
            {
                _holder = connection;
            }
        }
    }

    private bool Holds(Guid connection)
    {
        lock (_lock)
        {
            return _holder == connection;
        }
    }
}
