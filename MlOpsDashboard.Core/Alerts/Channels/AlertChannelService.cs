using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Alerts.Channels;

/// <summary>Makes, lists, tries and deletes channels, and sends again what was given up.</summary>
public sealed class AlertChannelService
{
    private const string Subject = "alert_channel";
    private const string Listing = "alert channels";
    private const string DeliveryListing = "alert deliveries";

    private readonly IDbContextFactory<MlOpsDbContext> _contexts;
    private readonly ChannelVault _vault;
    private readonly ChannelCourier _courier;
    private readonly OutboxSignal _signal;
    private readonly AlertFeed _feed;
    private readonly AuditLog _audit;
    private readonly AlertOptions _options;
    private readonly TimeProvider _clock;

    internal AlertChannelService(
        IDbContextFactory<MlOpsDbContext> contexts,
        ChannelVault vault,
        ChannelCourier courier,
        OutboxSignal signal,
        AlertFeed feed,
        AuditLog audit,
        IOptions<AlertOptions> options,
        TimeProvider clock)
    {
        (_contexts, _vault, _courier, _signal, _feed, _audit, _options, _clock) = (contexts, vault, courier, signal, feed, audit, options.Value, clock);
    }

    /// <summary>The channels, the oldest first.</summary>
    /// <param name="query">Which page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Page<ChannelView>> ListAsync(PageQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        MlOpsDbContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            IQueryable<AlertChannel> channels = context.Set<AlertChannel>().AsNoTracking();
            channels = query.After?.Of(Listing, 1) is { } after ? channels.After(channel => channel.Id, after.Text(0)) : channels;
            List<AlertChannel> rows = await channels.OrderBy(channel => channel.Id).Skip(query.Offset).Take(query.Limit + 1).ToListAsync(cancellationToken).ConfigureAwait(false);
            Page<AlertChannel> page = query.ToPage(rows, channel => new PageKey(Listing, channel.Id));
            var counts = await context.Set<AlertDelivery>().Where(one => one.State != DeliveryState.Sent).GroupBy(one => new { one.ChannelId, one.State })
                .Select(group => new { group.Key.ChannelId, group.Key.State, Count = group.Count() }).ToListAsync(cancellationToken).ConfigureAwait(false);
            int Count(AlertChannel channel, DeliveryState state) => counts.Where(count => count.ChannelId == channel.Id && count.State == state).Sum(count => count.Count);
            return new Page<ChannelView>(
                [.. page.Items.Select(channel => new ChannelView(channel, Count(channel, DeliveryState.Queued), Count(channel, DeliveryState.Dead)))], page.NextCursor);
        }
    }

    /// <summary>Makes a channel. Its secrets are stored protected and shown to nobody.</summary>
    /// <param name="form">What is wanted.</param>
    /// <param name="actor">Who asks for it; an administrator.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is stored then.</param>
    /// <exception cref="InvalidException">Something is wrong; every field is named.</exception>
    public async Task<AlertChannel> CreateAsync(AlertChannelForm form, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(UserRole.Administrator);
        ArgumentNullException.ThrowIfNull(form);
        (string name, AlertChannelKind kind, ChannelSettings settings, string address) = AlertChannelCheck.Read(form, _options.AllowPrivateAddresses);
        var channel = new AlertChannel
        {
            Id = Ids.New(_clock),
            Name = name,
            Kind = kind,
            Address = address,
            HasSecret = (settings.Secret ?? settings.Password ?? settings.Oauth2Token) is not null,
            Settings = _vault.Close(settings),
            CreatedAt = _clock.GetUtcNow(),
            CreatedBy = actor.Name,
        };
        MlOpsDbContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            context.Add(channel);
            _audit.Append(context, new AuditEntry(actor.Name, "alert_channel.created", Subject, channel.Id, Detail: Words(channel)));
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }

        _feed.Publish(AlertNews.ChannelsChanged);
        return channel;
    }

    /// <summary>Deletes a channel and what it has not sent.</summary>
    /// <param name="id">The channel.</param>
    /// <param name="actor">Who asks for it; an administrator.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is changed then.</param>
    /// <exception cref="NotFoundException">There is no such channel.</exception>
    /// <exception cref="ConflictException">Rules send to it.</exception>
    public async Task DeleteAsync(string id, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(UserRole.Administrator);
        MlOpsDbContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                AlertChannel channel = await FindAsync(context, id, cancellationToken).ConfigureAwait(false);
                List<AlertRule> rules = await context.Set<AlertRule>().AsNoTracking().ToListAsync(cancellationToken).ConfigureAwait(false);
                string[] users = [.. rules.Where(rule => rule.Channels.Contains(id)).Select(rule => rule.Name)];
                if (users.Length > 0)
                {
                    throw new ConflictException($"{channel.Name} is told by {string.Join(", ", users)}: take it out of {(users.Length == 1 ? "that rule" : "those rules")} first.");
                }

                await context.Set<AlertDelivery>().Where(one => one.ChannelId == id).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
                context.Remove(channel);
                _audit.Append(context, new AuditEntry(actor.Name, "alert_channel.deleted", Subject, id, Detail: Words(channel)));
                await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        _feed.Publish(AlertNews.ChannelsChanged);
    }

    /// <summary>Sends a message that only tries the channel, at once and once.</summary>
    /// <param name="id">The channel.</param>
    /// <param name="actor">Who asks for it; an administrator.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NotFoundException">There is no such channel.</exception>
    public async Task<ChannelTest> SendTestAsync(string id, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(UserRole.Administrator);
        MlOpsDbContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            AlertChannel channel = await FindAsync(context, id, cancellationToken).ConfigureAwait(false);
            AlertMessage message = AlertMessage.Test(Ids.New(_clock), _clock.GetUtcNow(), channel.Name, _options.PublicUrl);
            long began = _clock.GetTimestamp();
            string? error = await _courier.TrySendAsync(channel, message, cancellationToken).ConfigureAwait(false);
            double milliseconds = Math.Round(_clock.GetElapsedTime(began).TotalMilliseconds, 1);
            channel.LastSentAt = error is null ? _clock.GetUtcNow() : channel.LastSentAt;
            (channel.LastError, channel.LastErrorAt) = (error, error is null ? null : _clock.GetUtcNow());
            await context.SaveChangesAsync(CancellationToken.None).ConfigureAwait(false);
            _feed.Publish(AlertNews.ChannelsChanged);
            return new ChannelTest(error is null, error, milliseconds);
        }
    }

    /// <summary>The messages of a channel, the newest first.</summary>
    /// <param name="id">The channel.</param>
    /// <param name="state">Those in a state; null for all.</param>
    /// <param name="query">Which page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such channel.</exception>
    public async Task<Page<DeliveryView>> ListDeliveriesAsync(string id, DeliveryState? state, PageQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        MlOpsDbContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            await FindAsync(context, id, cancellationToken).ConfigureAwait(false);
            IQueryable<AlertDelivery> deliveries = context.Set<AlertDelivery>().AsNoTracking().Where(one => one.ChannelId == id && (state == null || one.State == state));
            deliveries = query.After?.Of(DeliveryListing, 1) is { } after ? deliveries.After(one => one.Id, after.Number(0), descending: true) : deliveries;
            List<AlertDelivery> rows = await deliveries.OrderByDescending(one => one.Id).Skip(query.Offset).Take(query.Limit + 1).ToListAsync(cancellationToken).ConfigureAwait(false);
            Page<AlertDelivery> page = query.ToPage(rows, one => new PageKey(DeliveryListing, PageKey.Text(one.Id)));
            string[] ids = [.. page.Items.Select(one => one.EventId)];
            Dictionary<string, string> messages = await context.Set<AlertEvent>().Where(item => ids.Contains(item.Id)).ToDictionaryAsync(item => item.Id, item => item.Message, StringComparer.Ordinal, cancellationToken).ConfigureAwait(false);
            return new Page<DeliveryView>([.. page.Items.Select(one => new DeliveryView(one, messages.GetValueOrDefault(one.EventId, "")))], page.NextCursor);
        }
    }

    /// <summary>Sends again what was given up, in its old place.</summary>
    /// <param name="id">The channel.</param>
    /// <param name="deliveryId">One message; null for all that were given up.</param>
    /// <param name="actor">Who asks for it; an administrator.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is changed then.</param>
    /// <returns>How many are sent again.</returns>
    /// <exception cref="NotFoundException">There is no such channel or message.</exception>
    /// <exception cref="ConflictException">The message was not given up.</exception>
    public async Task<int> RetryAsync(string id, long? deliveryId, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(UserRole.Administrator);
        MlOpsDbContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            await FindAsync(context, id, cancellationToken).ConfigureAwait(false);
            if (deliveryId is { } wanted)
            {
                await CheckDeadAsync(context, id, wanted, cancellationToken).ConfigureAwait(false);
            }

            DateTimeOffset now = _clock.GetUtcNow();
            int again = await context.Set<AlertDelivery>().Where(one => one.ChannelId == id && one.State == DeliveryState.Dead && (deliveryId == null || one.Id == deliveryId))
                .ExecuteUpdateAsync(
                    set => set.SetProperty(one => one.State, DeliveryState.Queued).SetProperty(one => one.Attempts, 0)
                        .SetProperty(one => one.NextAttemptAt, now).SetProperty(one => one.GiveUpAt, now.AddHours(_options.GiveUpHours)),
                    cancellationToken).ConfigureAwait(false);
            await _audit.AppendAsync(new AuditEntry(actor.Name, "alert_channel.retried", Subject, id, Detail: $"{again} sent again"), cancellationToken).ConfigureAwait(false);
            _signal.Ring();
            _feed.Publish(AlertNews.ChannelsChanged);
            return again;
        }
    }

    private static async Task CheckDeadAsync(MlOpsDbContext context, string channelId, long deliveryId, CancellationToken cancellationToken)
    {
        AlertDelivery known = await context.Set<AlertDelivery>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.Id == deliveryId && one.ChannelId == channelId, cancellationToken).ConfigureAwait(false)
            ?? throw new NotFoundException($"There is no message {deliveryId} of this channel.");
        if (known.State != DeliveryState.Dead)
        {
            throw new ConflictException("Only a message that was given up can be sent again: this one has got through or is still on its way.");
        }
    }

    private static async Task<AlertChannel> FindAsync(MlOpsDbContext context, string id, CancellationToken cancellationToken) =>
        await context.Set<AlertChannel>().SingleOrDefaultAsync(channel => channel.Id == id, cancellationToken).ConfigureAwait(false)
            ?? throw new NotFoundException($"There is no alert channel {id}.");

    private static string Words(AlertChannel channel) => $"{channel.Name}: {SnakeCase.Name(channel.Kind.ToString())} to {channel.Address}";
}
