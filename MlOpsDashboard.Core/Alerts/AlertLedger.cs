using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Alerts.Channels;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Alerts;

/// <summary>Writes down changes of state: the standing, the event and the messages in one transaction.</summary>
/// <param name="contexts">Makes contexts.</param>
/// <param name="feed">Told of each change.</param>
/// <param name="outbox">Told of messages.</param>
/// <param name="options">For how long a message is tried.</param>
/// <param name="clock">Dates the changes.</param>
internal sealed class AlertLedger(
    IDbContextFactory<MlOpsDbContext> contexts, AlertFeed feed, OutboxSignal outbox, IOptions<AlertOptions> options, TimeProvider clock)
{
    /// <summary>Changes the state of a rule for a model.</summary>
    /// <returns>False when the rule, or its state, is not any more what it was.</returns>
    public async Task<bool> MoveAsync(AlertRule rule, AlertStanding before, bool isNew, AlertMove move, CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                if (!await context.Set<AlertRule>().AnyAsync(one => one.Id == rule.Id, cancellationToken).ConfigureAwait(false))
                {
                    return false;
                }

                // Before the standing changes: whether the channels were told decides whether they hear of the end.
                AlertEvent item = Add(context, rule, before, move);
                bool told = move.State == AlertState.Firing && !item.Silenced && rule.Channels.Count > 0;
                AlertStanding after = After(before, move, item, told);
                if (isNew)
                {
                    context.Add(after);
                }
                else if (await ReplaceAsync(context, before, after, cancellationToken).ConfigureAwait(false) == 0)
                {
                    return false;
                }

                try
                {
                    await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
                }
                catch (DbUpdateException exception) when (exception.IsUniqueViolation())
                {
                    // Another program on this database was the first to say it.
                    return false;
                }

                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            }

            await AnnounceAsync(context, cancellationToken).ConfigureAwait(false);
            return true;
        }
    }

    /// <summary>Tells the channels of an alert that fires and of which they were not told: it was silenced, or had no channels.</summary>
    public async Task TellAsync(AlertRule rule, AlertStanding standing, CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                int changed = await context.Set<AlertStanding>()
                    .Where(one => one.RuleId == standing.RuleId && one.ModelName == standing.ModelName && one.EventId == standing.EventId && !one.Told)
                    .ExecuteUpdateAsync(set => set.SetProperty(one => one.Told, true), cancellationToken).ConfigureAwait(false);
                if (changed == 0 || standing.EventId is null)
                {
                    return;
                }

                Send(context, rule, standing.EventId);
                await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        outbox.Ring();
    }

    /// <summary>Adds an event and its messages to a unit of work of the caller's, who announces it afterwards.</summary>
    public AlertEvent Add(MlOpsDbContext context, AlertRule rule, AlertStanding before, AlertMove move)
    {
        DateTimeOffset now = clock.GetUtcNow();
        var item = new AlertEvent
        {
            Id = Ids.New(clock),
            RuleId = rule.Id,
            RuleName = rule.Name,
            ModelName = before.ModelName.Length == 0 ? null : before.ModelName,
            ModelVersion = move.Version ?? before.ModelVersion,
            Metric = rule.Metric,
            Operator = rule.Operator,
            Threshold = rule.Threshold,
            Severity = rule.Severity,
            FromState = before.State,
            State = move.State,
            Value = move.Value,
            Message = move.Message,
            Silenced = rule.IsSilent(now),
            At = now,
        };
        context.Add(item);
        if (!item.Silenced && (move.State == AlertState.Firing || (before is { State: AlertState.Firing, Told: true })))
        {
            Send(context, rule, item.Id);
        }

        return item;
    }

    /// <summary>Counts what fires, and tells open pages and the sender.</summary>
    public async Task AnnounceAsync(MlOpsDbContext context, CancellationToken cancellationToken)
    {
        feed.Firing = await context.Set<AlertStanding>().CountAsync(one => one.State == AlertState.Firing, cancellationToken).ConfigureAwait(false);
        feed.Publish(AlertNews.StateChanged);
        outbox.Ring();
    }

    private void Send(MlOpsDbContext context, AlertRule rule, string eventId)
    {
        DateTimeOffset now = clock.GetUtcNow();
        context.AddRange(rule.Channels.Select(channel => new AlertDelivery
        {
            ChannelId = channel,
            EventId = eventId,
            NextAttemptAt = now,
            GiveUpAt = now.AddHours(options.Value.GiveUpHours),
            CreatedAt = now,
        }));
    }

    private static AlertStanding After(AlertStanding before, AlertMove move, AlertEvent item, bool told) => new()
    {
        RuleId = before.RuleId,
        ModelName = before.ModelName,
        ModelVersion = move.Version,
        State = move.State,
        Since = item.At,
        Value = move.Value,
        EventId = move.State == AlertState.Firing ? item.Id : null,
        Told = told,
    };

    // Of two programs on one database that evaluate the same rule, one changes the state, and the other finds it changed.
    private static Task<int> ReplaceAsync(MlOpsDbContext context, AlertStanding before, AlertStanding after, CancellationToken cancellationToken) =>
        context.Set<AlertStanding>()
            .Where(one => one.RuleId == before.RuleId && one.ModelName == before.ModelName && one.State == before.State && one.Since == before.Since)
            .ExecuteUpdateAsync(
                set => set.SetProperty(one => one.State, after.State)
                    .SetProperty(one => one.Since, after.Since)
                    .SetProperty(one => one.ModelVersion, after.ModelVersion)
                    .SetProperty(one => one.Value, after.Value)
                    .SetProperty(one => one.EventId, after.EventId)
                    .SetProperty(one => one.Told, after.Told),
                cancellationToken);
}
