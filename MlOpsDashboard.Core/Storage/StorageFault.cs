using Microsoft.Data.Sqlite;
using Npgsql;

namespace MlOpsDashboard.Core.Storage;

/// <summary>What stands against storing anything, found in a failure of the database or of a file, in words for those who wait for it.</summary>
/// <param name="Kind">What stands against it.</param>
/// <param name="Sentence">What is wrong and what to do.</param>
public sealed record StorageFault(StorageFaultKind Kind, string Sentence)
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteReadOnly = 8;
    private const int SqliteIoError = 10;
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;

    // The file that SQLite shares between processes grows by other calls than the rest, and so has codes of its own on a full disk.
    private const int SqliteSharedFileSize = 4874;
    private const int SqliteSharedFileMap = 5386;

    private const int LinuxReadOnlyDisk = 30;
    private static readonly int[] s_linuxFull = [28, 122];
    private static readonly int[] s_windowsFull = [39, 112];

    /// <summary>When another try makes sense.</summary>
    public static TimeSpan RetryAfter { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Finds the fault behind an exception.</summary>
    /// <param name="exception">What was thrown; those within it are looked at, too.</param>
    /// <returns>Null when it is none of the storage.</returns>
    public static StorageFault? Of(Exception? exception)
    {
        for (Exception? inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (KindOf(inner) is { } kind)
            {
                return new StorageFault(kind, SentenceOf(kind));
            }
        }

        return null;
    }

    private static string SentenceOf(StorageFaultKind kind) => kind switch
    {
        StorageFaultKind.Full => "The disk is full, so this could not be stored. Free some space on it, and try again.",
        StorageFaultKind.ReadOnly => "The disk or the database is read-only, so this could not be stored. Make it writable for the program, and try again.",
        StorageFaultKind.Locked => "The database is locked by somebody else, so this could not be stored. Try again in a moment.",
        _ => "The disk or the database does not answer, so this could not be done. Try again in a moment; the log says what it said.",
    };

    private static StorageFaultKind? KindOf(Exception exception) => exception switch
    {
        SqliteException sqlite => KindOf(sqlite),
        PostgresException postgres => KindOf(postgres.SqlState),
        NpgsqlException => StorageFaultKind.Unreachable,
        IOException when IsFull(exception.HResult) => StorageFaultKind.Full,
        IOException when OperatingSystem.IsLinux() && exception.HResult == LinuxReadOnlyDisk => StorageFaultKind.ReadOnly,
        UnauthorizedAccessException => StorageFaultKind.ReadOnly,
        _ => null,
    };

    private static StorageFaultKind? KindOf(SqliteException exception) => exception.SqliteErrorCode switch
    {
        SqliteFull => StorageFaultKind.Full,
        SqliteIoError when exception.SqliteExtendedErrorCode is SqliteSharedFileSize or SqliteSharedFileMap => StorageFaultKind.Full,
        SqliteReadOnly => StorageFaultKind.ReadOnly,
        SqliteBusy or SqliteLocked => StorageFaultKind.Locked,
        SqliteIoError or SqliteCannotOpen => StorageFaultKind.Unreachable,
        _ => null,
    };

    private static StorageFaultKind? KindOf(string state) => state switch
    {
        PostgresErrorCodes.DiskFull => StorageFaultKind.Full,
        PostgresErrorCodes.ReadOnlySqlTransaction => StorageFaultKind.ReadOnly,
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure => StorageFaultKind.Locked,
        PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown
            or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.IoError => StorageFaultKind.Unreachable,
        _ => null,
    };

    // Linux: no space left on the device, or the quota is used up; .NET hands its numbers on as they are.
    private static bool IsFull(int code) => OperatingSystem.IsWindows()
        ? s_windowsFull.Contains(code & 0xFFFF)
        : s_linuxFull.Contains(code);
}
