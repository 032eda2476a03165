using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MlOpsDashboard.Core.Storage;

/// <summary>
/// Lets the program's writers take turns on SQLite, which has room for one, in the order of their coming. SQLite itself lets them
/// knock again and again, each asleep for up to 100 ms in a thread of the pool, while the prediction log takes the place whenever
/// it is free: on two cores two such sleepers hold up all requests. Here they wait without a thread. The turn only orders them, SQLite's
/// own lock guards the data: who has waited too long goes on without it, and what writes past EF (the scheduler, another program) is
/// waited for as before.
/// </summary>
internal sealed class WriteTurns : DbConnectionInterceptor, IDbTransactionInterceptor, IDbCommandInterceptor, IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Lock _lock = new();
    private Guid? _holder;

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    /// <inheritdoc/>
    public InterceptionResult<DbTransaction> TransactionStarting(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result)
    {
        Take(eventData.ConnectionId);
        return result;
    }

    /// <inheritdoc/>
    public async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection,
        TransactionStartingEventData eventData,
        InterceptionResult<DbTransaction> result,
        CancellationToken cancellationToken = default)
    {
        await TakeAsync(eventData.ConnectionId, cancellationToken).ConfigureAwait(false);
        return result;
    }

    /// <inheritdoc/>
    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => GiveBack(eventData.ConnectionId);

    /// <inheritdoc/>
    public Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        GiveBack(eventData.ConnectionId);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => GiveBack(eventData.ConnectionId);

    /// <inheritdoc/>
    public Task TransactionRolledBackAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        GiveBack(eventData.ConnectionId);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        if (WritesAlone(command, eventData))
        {
            Take(eventData.ConnectionId);
        }

        return result;
    }

    /// <inheritdoc/>
    public async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (WritesAlone(command, eventData))
        {
            await TakeAsync(eventData.ConnectionId, cancellationToken).ConfigureAwait(false);
        }

        return result;
    }

    /// <inheritdoc/>
    public int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result)
    {
        GiveBackAlone(command, eventData);
        return result;
    }

    /// <inheritdoc/>
    public ValueTask<int> NonQueryExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        GiveBackAlone(command, eventData);
        return ValueTask.FromResult(result);
    }

    /// <inheritdoc/>
    public void CommandFailed(DbCommand command, CommandErrorEventData eventData) => GiveBack(eventData.ConnectionId);

    /// <inheritdoc/>
    public Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        GiveBack(eventData.ConnectionId);
        return Task.CompletedTask;
    }

    /// <summary>Also ends the turn of a transaction that was given up, or that could not begin.</summary>
    public override void ConnectionClosed(DbConnection connection, ConnectionEndEventData eventData) => GiveBack(eventData.ConnectionId);

    /// <inheritdoc cref="ConnectionClosed"/>
    public override Task ConnectionClosedAsync(DbConnection connection, ConnectionEndEventData eventData)
    {
        GiveBack(eventData.ConnectionId);
        return Task.CompletedTask;
    }

    private static bool WritesAlone(DbCommand command, CommandEventData eventData) =>
        command.Transaction is null && eventData.CommandSource is (CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete);

    private void Take(Guid connection)
    {
        if (!IsHolder(connection))
        {
            _ = _turn.Wait(s_patience);
            Hold(connection);
        }
    }

    private async Task TakeAsync(Guid connection, CancellationToken cancellationToken)
    {
        if (!IsHolder(connection))
        {
            _ = await _turn.WaitAsync(s_patience, cancellationToken).ConfigureAwait(false);
            Hold(connection);
        }
    }

    private bool IsHolder(Guid connection)
    {
        lock (_lock)
        {
            return _holder == connection;
        }
    }

    // Whoever came without its turn has it from now on: the one before, which is slow or will never end, gives nothing back.
    private void Hold(Guid connection)
    {
        lock (_lock)
        {
            _holder = connection;
        }
    }

    private void GiveBackAlone(DbCommand command, CommandEventData eventData)
    {
        if (WritesAlone(command, eventData))
        {
            GiveBack(eventData.ConnectionId);
        }
    }

    private void GiveBack(Guid connection)
    {
        lock (_lock)
        {
            if (_holder != connection)
            {
                return;
            }

            _holder = null;
        }

        _turn.Release();
    }
}
