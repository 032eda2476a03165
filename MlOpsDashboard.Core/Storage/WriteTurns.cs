using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MlOpsDashboard.Core.Storage;

/// <summary>
/// Lets the program's writers take turns on SQLite, which has room for one, in the order of their coming. SQLite itself lets them
/// knock again and again, each asleep for up to 100 ms in a thread of the pool, while the prediction log takes the place whenever
/// it is free: on two cores two such sleepers hold up all requests. Here they wait without a thread. What writes past EF (the
/// scheduler, another program) is waited for as before.
/// </summary>
internal sealed class WriteTurns : DbConnectionInterceptor, IDbTransactionInterceptor, IDbCommandInterceptor, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ConcurrentDictionary<Guid, bool> _holders = new();

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

    /// <summary>Also ends the turn of a transaction that was given up, or that could not begin, and of a command that failed.</summary>
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
        if (!_holders.ContainsKey(connection))
        {
            _turn.Wait();
            _holders[connection] = true;
        }
    }

    private async Task TakeAsync(Guid connection, CancellationToken cancellationToken)
    {
        if (!_holders.ContainsKey(connection))
        {
            await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
            _holders[connection] = true;
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
        if (_holders.TryRemove(connection, out _))
        {
            _turn.Release();
        }
    }
}
