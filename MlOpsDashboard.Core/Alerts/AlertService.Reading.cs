using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Alerts;

public sealed partial class AlertService
{
    private const string EventListing = "alert events";

    /// <summary>The rules and where they stand, the oldest first.</summary>
    /// <param name="query">Which page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Page<AlertView>> ListAsync(PageQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        MlOpsDbContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            IQueryable<AlertRule> rules = context.Set<AlertRule>().AsNoTracking();
            rules = query.After?.Of(Listing, 1) is { } after ? rules.After(rule => rule.Id, after.Text(0)) : rules;
            List<AlertRule> rows = await rules.OrderBy(rule => rule.Id).Skip(query.Offset).Take(query.Limit + 1).ToListAsync(cancellationToken).ConfigureAwait(false);
            Page<AlertRule> page = query.ToPage(rows, rule => new PageKey(Listing, rule.Id));
            ILookup<string, AlertStanding> standings = (await StandingsAsync(context, [.. page.Items.Select(rule => rule.Id)], cancellationToken).ConfigureAwait(false))
                .ToLookup(one => one.RuleId, StringComparer.Ordinal);
            return new Page<AlertView>([.. page.Items.Select(rule => AlertView.Of(rule, standings[rule.Id], _readings))], page.NextCursor);
        }
    }

    /// <summary>One rule and where it stands.</summary>
    /// <param name="id">The rule.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such rule.</exception>
    public async Task<AlertView> GetAsync(string id, CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            AlertRule rule = await context.Set<AlertRule>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancellationToken).ConfigureAwait(false) ?? throw NoRule(id);
            return AlertView.Of(rule, await StandingsAsync(context, [id], cancellationToken).ConfigureAwait(false), _readings);
        }
    }

    /// <summary>What happened, the newest first.</summary>
    /// <param name="rule">One rule; null for all.</param>
    /// <param name="model">One model; null for all.</param>
    /// <param name="query">Which page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Page<AlertEvent>> ListEventsAsync(string? rule, string? model, PageQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        MlOpsDbContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            IQueryable<AlertEvent> events = context.Set<AlertEvent>().AsNoTracking()
                .Where(item => (rule == null || item.RuleId == rule) && (model == null || item.ModelName == model));
            events = query.After?.Of(EventListing, 2) is { } after
                ? events.After(item => item.At, after.Time(0), item => item.Id, after.Text(1), descending: true)
                : events;
            List<AlertEvent> rows = await events.OrderByDescending(item => item.At).ThenByDescending(item => item.Id)
                .Skip(query.Offset).Take(query.Limit + 1).ToListAsync(cancellationToken).ConfigureAwait(false);
            return query.ToPage(rows, item => new PageKey(EventListing, PageKey.Text(item.At.UtcTicks), item.Id));
        }
    }

    /// <summary>How many changes of state the history has.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<int> CountEventsAsync(CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            return await context.Set<AlertEvent>().CountAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The alerts that fire, the most pressing and then the longest first; each is the event by which it began.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<AlertEvent>> ListFiringAsync(CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            List<AlertEvent> firing = await context.Set<AlertEvent>().AsNoTracking()
                .Where(item => context.Set<AlertStanding>().Any(one => one.EventId == item.Id && one.State == AlertState.Firing))
                .ToListAsync(cancellationToken).ConfigureAwait(false);
            return [.. firing.OrderByDescending(item => item.Severity).ThenBy(item => item.At)];
        }
    }

    private static Task<List<AlertStanding>> StandingsAsync(MlOpsDbContext context, string[] rules, CancellationToken cancellationToken) =>
        context.Set<AlertStanding>().AsNoTracking().Where(one => rules.Contains(one.RuleId)).ToListAsync(cancellationToken);
}
