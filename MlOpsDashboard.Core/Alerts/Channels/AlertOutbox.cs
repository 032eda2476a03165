using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Logs;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Alerts.Channels;

/// <summary>
/// Sends what was written down, of each channel one message after the other: while the first does not get through, those behind it
/// wait, and other channels do not.
/// </summary>
internal sealed partial class AlertOutbox(
    IDbContextFactory<MlOpsDbContext> contexts,
    ChannelCourier courier,
    OutboxSignal signal,
    AlertFeed feed,
    AlertMeter meter,
    IOptions<AlertOptions> options,
    TimeProvider clock,
    ILogger<AlertOutbox> logger)
{
    // A line that is dead takes the whole timeout, and the clock of another node may differ.
    private static readonly TimeSpan s_lease = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Task> _busy = new(StringComparer.Ordinal);

    /// <summary>Begins to send what is due.</summary>
    /// <returns>When the next message is due; null when none waits.</returns>
    public async Task<DateTimeOffset?> BeginAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        List<AlertDelivery> heads = await HeadsAsync(cancellationToken).ConfigureAwait(false);
        foreach (AlertDelivery head in heads.Where(head => head.NextAttemptAt <= now))
        {
            // Should two callers begin the same one, one of them takes the message and the other finds it taken.
            if (!_busy.TryGetValue(head.ChannelId, out Task? task) || task.IsCompleted)
            {
                Task<bool> drained = Task.Run(() => DrainAsync(head.ChannelId, cancellationToken), cancellationToken);
                _busy[head.ChannelId] = drained;

                // Only when it has ended is it known when the next one is due, and what was written meanwhile begun.
                _ = drained.ContinueWith(
                    _ => signal.Ring(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
        }

        return heads.Where(head => head.NextAttemptAt > now).Select(head => (DateTimeOffset?)head.NextAttemptAt).Min();
    }

    /// <summary>Waits for what is being sent.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task SettleAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(_busy.Values).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task<List<AlertDelivery>> HeadsAsync(CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            List<long> first = await context.Set<AlertDelivery>().Where(one => one.State == DeliveryState.Queued)
                .GroupBy(one => one.ChannelId).Select(group => group.Min(one => one.Id)).ToListAsync(cancellationToken).ConfigureAwait(false);
            return await context.Set<AlertDelivery>().AsNoTracking().Where(one => first.Contains(one.Id)).ToListAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> DrainAsync(string channelId, CancellationToken cancellationToken)
    {
        try
        {
            while (await SendFirstAsync(channelId, cancellationToken).ConfigureAwait(false))
            {
                feed.Publish(AlertNews.ChannelsChanged);
            }

            feed.Publish(AlertNews.ChannelsChanged);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception, channelId);

            // A database that fails now is not asked again at once.
            throw;
        }
    }

    // True when the next one may follow at once.
    private async Task<bool> SendFirstAsync(string channelId, CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            DateTimeOffset now = clock.GetUtcNow();
            AlertDelivery? first = await context.Set<AlertDelivery>().AsNoTracking().Where(one => one.State == DeliveryState.Queued && one.ChannelId == channelId)
                .OrderBy(one => one.Id).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
            if (first is null || first.NextAttemptAt > now || !await TakeAsync(context, first, now, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }

            AlertChannel channel = await context.Set<AlertChannel>().SingleAsync(one => one.Id == channelId, cancellationToken).ConfigureAwait(false);
            AlertEvent item = await context.Set<AlertEvent>().AsNoTracking().SingleAsync(one => one.Id == first.EventId, cancellationToken).ConfigureAwait(false);
            AlertDelivery delivery = await context.Set<AlertDelivery>().SingleAsync(one => one.Id == first.Id, cancellationToken).ConfigureAwait(false);
            string? error = await courier.TrySendAsync(channel, AlertMessage.Of(item, delivery.Key, options.Value.PublicUrl), cancellationToken).ConfigureAwait(false);
            Note(channel, delivery, error);

            // What happened outside has happened: a stop of the program must not lose it.
            await context.SaveChangesAsync(CancellationToken.None).ConfigureAwait(false);
            return delivery.State != DeliveryState.Queued;
        }
    }

    // Until then nobody else tries: neither another program on this database nor this one, should it be killed now and begin again.
    private async Task<bool> TakeAsync(MlOpsDbContext context, AlertDelivery first, DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset until = now.AddSeconds(options.Value.SendTimeoutSeconds) + s_lease;
        return await context.Set<AlertDelivery>()
            .Where(one => one.Id == first.Id && one.State == DeliveryState.Queued && one.Attempts == first.Attempts)
            .ExecuteUpdateAsync(
                set => set.SetProperty(one => one.Attempts, one => one.Attempts + 1).SetProperty(one => one.NextAttemptAt, until),
                cancellationToken).ConfigureAwait(false) == 1;
    }

    private void Note(AlertChannel channel, AlertDelivery delivery, string? error)
    {
        DateTimeOffset now = clock.GetUtcNow();
        string kind = SnakeCase.Name(channel.Kind.ToString());
        if (error is null)
        {
            (delivery.State, delivery.SentAt, delivery.LastError) = (DeliveryState.Sent, now, null);
            (channel.LastSentAt, channel.LastError, channel.LastErrorAt) = (now, null, null);
            meter.Tried(kind, "sent");
            return;
        }

        delivery.LastError = error;
        (channel.LastError, channel.LastErrorAt) = (error, now);
        delivery.NextAttemptAt = now + Pause(delivery);
        delivery.State = now >= delivery.GiveUpAt ? DeliveryState.Dead : DeliveryState.Queued;
        meter.Tried(kind, delivery.State == DeliveryState.Dead ? "given_up" : "failed");
        LogNotSent(channel.Name, delivery.Attempts, SecretFilter.Clean(error), delivery.State == DeliveryState.Dead ? "it is given up" : "it is tried again");
    }

    // Twice as long each time, give or take a fifth, so that the messages of many do not come back together. The fifth comes from the
    // message and the attempt, and so is the same in a test.
    private TimeSpan Pause(AlertDelivery delivery)
    {
        double seconds = Math.Min(options.Value.LongestRetrySeconds, options.Value.RetrySeconds * Math.Pow(2, Math.Min(delivery.Attempts - 1, 30)));
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{delivery.Key}/{delivery.Attempts}")));
        return TimeSpan.FromSeconds(seconds * (0.8 + (0.4 * hash[0] / byte.MaxValue)));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The alert channel {Channel} did not get its message through at attempt {Attempt}: {Reason} {Next}")]
    private partial void LogNotSent(string channel, int attempt, string reason, string next);

    [LoggerMessage(Level = LogLevel.Error, Message = "The messages of the alert channel {Channel} could not be looked at; they are tried again")]
    private partial void LogFailed(Exception exception, string channel);
}
