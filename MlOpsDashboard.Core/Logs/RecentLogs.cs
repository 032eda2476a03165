using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Live;

namespace MlOpsDashboard.Core.Logs;

/// <summary>
/// The last lines of the log, in memory: at most so many lines and so many characters, and the oldest goes first, so that
/// writing a line never waits and never fills the memory.
/// </summary>
public sealed class RecentLogs
{
    private const long MostCharacters = 16_000_000;

    private readonly Queue<LogRecord> _records = new();
    private readonly Lock _gate = new();
    private readonly int _capacity;
    private long _characters;
    private long _seq;

    /// <summary>Makes an empty log.</summary>
    /// <param name="options">Says how many lines are kept.</param>
    /// <param name="clock">Drives the throttles of those who follow.</param>
    public RecentLogs(IOptions<LogsOptions> options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        _capacity = options.Value.Capacity;
        Feed = new LiveFeed<LogRecord>(clock);
    }

    /// <summary>Each line as it is written.</summary>
    public LiveFeed<LogRecord> Feed { get; }

    /// <summary>Lines that are kept at most.</summary>
    public int Capacity => _capacity;

    /// <summary>Lines that are kept now.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _records.Count;
            }
        }
    }

    /// <summary>Keeps a line and hands it to those who follow.</summary>
    /// <param name="record">The line; its number is given here.</param>
    public void Add(LogRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        LogRecord kept;
        lock (_gate)
        {
            kept = record with { Seq = ++_seq };
            _records.Enqueue(kept);
            _characters += kept.Size;
            while (_records.Count > _capacity || (_characters > MostCharacters && _records.Count > 1))
            {
                _characters -= _records.Dequeue().Size;
            }
        }

        Feed.Publish(kept);
    }

    /// <summary>The lines that are wanted, the latest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="before">Only lines with a lesser number; null for all.</param>
    public IReadOnlyList<LogRecord> Find(LogFilter filter, int limit, long? before = null)
    {
        ArgumentNullException.ThrowIfNull(filter);
        LogRecord[] all = All();
        var found = new List<LogRecord>();
        for (int i = all.Length - 1; i >= 0 && found.Count < limit; i--)
        {
            if ((before is null || all[i].Seq < before) && filter.Matches(all[i]))
            {
                found.Add(all[i]);
            }
        }

        return found;
    }

    /// <summary>How many lines are wanted.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="after">Only lines with a greater number.</param>
    public int CountOf(LogFilter filter, long after = 0)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return All().Count(record => record.Seq > after && filter.Matches(record));
    }

    private LogRecord[] All()
    {
        lock (_gate)
        {
            return [.. _records];
        }
    }
}
