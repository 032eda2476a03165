using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Tests.Support;

/// <summary>
/// A database that refuses writes as SQLite does, from <c>Refuse</c> to <see cref="Recover"/>: when the disk is full the
/// statements fail and so do commits, when the file is locked or may only be read, already the beginning of a transaction.
/// </summary>
internal sealed class FaultyDatabase : DbTransactionInterceptor, IDbCommandInterceptor
{
    public const int Full = 13;
    public const int ReadOnly = 8;
    public const int Locked = 5;

    private Func<Exception>? _fault;
    private bool _atOnce;
    private int _refused;

    /// <summary>Writes that were refused so far.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>Puts the database into a host.</summary>
    public void AddTo(IServiceCollection services) => services.ConfigureDbContext<MlOpsDbContext>(options => options.AddInterceptors(this));

    /// <summary>Refuses writes with an error of SQLite.</summary>
    public void Refuse(int code)
    {
        _atOnce = code != Full;
        _fault = () => new SqliteException($"SQLite Error {code}: 'refused by a test'.", code);
    }

    /// <summary>Refuses writes with any exception.</summary>
    public void Refuse(Func<Exception> fault) => (_atOnce, _fault) = (true, fault);

    /// <summary>Takes writes again.</summary>
    public void Recover() => _fault = null;

    public override InterceptionResult<DbTransaction> TransactionStarting(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result)
    {
        Check(_atOnce);
        return result;
    }

    public override ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
    {
        Check(_atOnce);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult TransactionCommitting(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result)
    {
        Check(true);
        return result;
    }

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        Check(true);
        return ValueTask.FromResult(result);
    }

    public ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Check(eventData.CommandSource is CommandSource.SaveChanges or CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete);
        return ValueTask.FromResult(result);
    }

    public ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Check(eventData.CommandSource is CommandSource.SaveChanges);
        return ValueTask.FromResult(result);
    }

    private void Check(bool writes)
    {
        if (writes && _fault is { } fault)
        {
            Interlocked.Increment(ref _refused);
            throw fault();
        }
    }
}
