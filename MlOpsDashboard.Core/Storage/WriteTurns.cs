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
    private readonly WriteTurn _turn = new(TimeSpan.FromSeconds(2));

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    /// <inheritdoc/>
    public InterceptionResult<DbTransaction> TransactionStarting(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result)
    {
        _turn.Take(eventData.ConnectionId);
        return result;
    }

    /// <inheritdoc/>
    public async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection,
        TransactionStartingEventData eventData,
        InterceptionResult<DbTransaction> result,
        CancellationToken cancellationToken = default)
    {
        await _turn.TakeAsync(eventData.ConnectionId, cancellationToken).ConfigureAwait(false);
        return result;
    }

    /// <inheritdoc/>
    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => _turn.GiveBack(eventData.ConnectionId);

    /// <inheritdoc/>
    public Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        _turn.GiveBack(eventData.ConnectionId);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => _turn.GiveBack(eventData.ConnectionId);

    /// <inheritdoc/>
    public Task TransactionRolledBackAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        _turn.GiveBack(eventData.ConnectionId);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        if (WritesAlone(command, eventData))
        {
            _turn.Take(eventData.ConnectionId);
        }

        return result;
    }

    /// <inheritdoc/>
    public async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (WritesAlone(command, eventData))
        {
            await _turn.TakeAsync(eventData.ConnectionId, cancellationToken).ConfigureAwait(false);
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
    public void CommandFailed(DbCommand command, CommandErrorEventData eventData) => _turn.GiveBack(eventData.ConnectionId);

    /// <inheritdoc/>
    public Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        _turn.GiveBack(eventData.ConnectionId);
        return Task.CompletedTask;
    }

    /// <summary>Also ends the turn of a transaction that was given up, or that could not begin.</summary>
    public override void ConnectionClosed(DbConnection connection, ConnectionEndEventData eventData) => _turn.GiveBack(eventData.ConnectionId);

    /// <inheritdoc cref="ConnectionClosed"/>
    public override Task ConnectionClosedAsync(DbConnection connection, ConnectionEndEventData eventData)
    {
        _turn.GiveBack(eventData.ConnectionId);
        return Task.CompletedTask;
    }

    private static bool WritesAlone(DbCommand command, CommandEventData eventData) =>
        command.Transaction is null && eventData.CommandSource is (CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete);

    private void GiveBackAlone(DbCommand command, CommandEventData eventData)
    {
        if (WritesAlone(command, eventData))
        {
            _turn.GiveBack(eventData.ConnectionId);
        }
    }
}
