using System.Collections.Concurrent;
using System.Net;

namespace MlOpsDashboard.Access;

/// <summary>
/// Counts the requests whose API key or password does not work, by address and minute: the first of a minute is told in the log, the others in one
/// line when it is over, so that a flood cannot push other lines out. An address with too many is told to wait; keys that work are not
/// held up by their neighbours.
/// </summary>
/// <param name="clock">Tells the minutes.</param>
/// <param name="logger">Told of the counts.</param>
internal sealed partial class BadKeys(TimeProvider clock, ILogger<BadKeys> logger) : BackgroundService
{
    /// <summary>How many an address may send in a minute.</summary>
    public const int Allowed = 20;

    private const int MostAddresses = 10_000;
    private const int NetworkBytes = 8;
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Count> _counts = new(StringComparer.Ordinal);

    /// <summary>Counts a request.</summary>
    /// <param name="address">Where it came from.</param>
    /// <returns>How long to wait, when the address has had too many; else null.</returns>
    public TimeSpan? Add(IPAddress? address)
    {
        string name = Name(address);
        DateTimeOffset now = clock.GetUtcNow();
        Count count = _counts.GetOrAdd(_counts.Count < MostAddresses || _counts.ContainsKey(name) ? name : "other addresses", _ => new Count(now));
        long number = count.Next();
        if (number == 1)
        {
            LogFirst(name);
        }

        TimeSpan left = count.Since + s_minute - now;
        return number <= Allowed ? null : left > TimeSpan.Zero ? left : TimeSpan.FromSeconds(1);
    }

    /// <summary>Sums up the minutes that are over.</summary>
    internal void SumUp()
    {
        DateTimeOffset now = clock.GetUtcNow();
        foreach ((string name, Count count) in _counts)
        {
            if (now - count.Since >= s_minute && _counts.TryRemove(name, out _) && count.Number > 1)
            {
                LogSum(count.Number, name);
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(5), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            SumUp();
        }
    }

    // Whoever has one address of the sixth version has a whole network of them.
    private static string Name(IPAddress? address) => address switch
    {
        null => "an unknown address",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 } when !IPAddress.IsLoopback(address) =>
            new IPAddress([.. address.GetAddressBytes().Take(NetworkBytes), .. new byte[NetworkBytes]]) + "/64",
        _ => address.ToString(),
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "A request from {Address} carried an API key or a password that does not work")]
    private partial void LogFirst(string address);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} requests from {Address} carried API keys or passwords that do not work, within a minute or little more")]
    private partial void LogSum(long count, string address);

    private sealed class Count(DateTimeOffset since)
    {
        private long _number;

        public DateTimeOffset Since => since;

        public long Number => Volatile.Read(ref _number);

        public long Next() => Interlocked.Increment(ref _number);
    }
}
