using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Alerts.Channels;
using MlOpsDashboard.Core.Alerts.Metrics;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Alerts;

/// <summary>Makes, changes and lists alert rules, and tells what fires.</summary>
public sealed partial class AlertService
{
    private const string Subject = "alert_rule";
    private const string Listing = "alert rules";
    private const int MostRules = 1000;

    private readonly IDbContextFactory<MlOpsDbContext> _contexts;
    private readonly AlertLedger _ledger;
    private readonly AlertReadings _readings;
    private readonly AlertFeed _feed;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;

    internal AlertService(
        IDbContextFactory<MlOpsDbContext> contexts, AlertLedger ledger, AlertReadings readings, AlertFeed feed, AuditLog audit, TimeProvider clock)
    {
        (_contexts, _ledger, _readings, _feed, _audit, _clock) = (contexts, ledger, readings, feed, audit, clock);
    }

    /// <summary>Makes a rule.</summary>
    /// <param name="form">What is wanted.</param>
    /// <param name="actor">Who asks for it; a data scientist.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is stored then.</param>
    /// <exception cref="InvalidException">Something is wrong; every field is named.</exception>
    /// <exception cref="ConflictException">There are as many rules as there may be.</exception>
    public async Task<AlertView> CreateAsync(AlertRuleForm form, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(UserRole.DataScientist);
        ArgumentNullException.ThrowIfNull(form);
        MlOpsDbContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            AlertRuleCheck check = await CheckAsync(context, form, cancellationToken).ConfigureAwait(false);
            if (await context.Set<AlertRule>().CountAsync(cancellationToken).ConfigureAwait(false) >= MostRules)
            {
                throw new ConflictException($"There are {MostRules:N0} alert rules, as many as there may be: delete one first.");
            }

            DateTimeOffset now = _clock.GetUtcNow();
            var rule = new AlertRule
            {
                Id = Ids.New(_clock),
                Name = check.Name,
                Metric = check.Metric!.Name,
                Operator = check.Operator!.Value,
                Threshold = form.Threshold!.Value,
                WindowSeconds = 0,
                ForSeconds = 0,
                MinRows = 0,
                Severity = check.Severity!.Value,
                CreatedAt = now,
                CreatedBy = actor.Name,
                UpdatedAt = now,
            };
            Apply(rule, form, check, now);
            context.Add(rule);
            _audit.Append(context, new AuditEntry(actor.Name, "alert_rule.created", Subject, rule.Id, Detail: Words(rule)));
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            _feed.Publish(AlertNews.RulesChanged);
            return AlertView.Of(rule, [], _readings);
        }
    }

    /// <summary>Changes a rule; silencing is a change too.</summary>
    /// <param name="id">The rule.</param>
    /// <param name="change">Makes the wanted form of the present one.</param>
    /// <param name="actor">Who asks for it; a data scientist.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is changed then.</param>
    /// <exception cref="NotFoundException">There is no such rule.</exception>
    /// <exception cref="InvalidException">Something is wrong; every field is named.</exception>
    public async Task<AlertView> ChangeAsync(string id, Func<AlertRuleForm, AlertRuleForm> change, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(UserRole.DataScientist);
        ArgumentNullException.ThrowIfNull(change);
        MlOpsDbContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            AlertRule rule = await context.Set<AlertRule>().SingleOrDefaultAsync(one => one.Id == id, cancellationToken).ConfigureAwait(false) ?? throw NoRule(id);
            (string before, DateTimeOffset? silenced) = (Words(rule), rule.SilencedUntil);
            AlertRuleForm form = change(AlertRuleForm.Of(rule));
            AlertRuleCheck check = await CheckAsync(context, form, cancellationToken).ConfigureAwait(false);
            Apply(rule, form, check, _clock.GetUtcNow());
            string after = Words(rule);
            string detail = before != after ? $"from \"{before}\" to \"{after}\""
                : rule.SilencedUntil is { } until ? FormattableString.Invariant($"silenced until {until:yyyy-MM-dd HH:mm:ss} UTC") : silenced is null ? after : "not silenced any more";
            string action = before == after && silenced != rule.SilencedUntil ? "alert_rule.silenced" : "alert_rule.changed";
            _audit.Append(context, new AuditEntry(actor.Name, action, Subject, rule.Id, Detail: detail));
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            _feed.Publish(AlertNews.RulesChanged);
            return AlertView.Of(rule, await StandingsAsync(context, [rule.Id], cancellationToken).ConfigureAwait(false), _readings);
        }
    }

    /// <summary>Deletes a rule. What it had said stays in the history; an alert of it that fires is over.</summary>
    /// <param name="id">The rule.</param>
    /// <param name="actor">Who asks for it; a data scientist.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is changed then.</param>
    /// <exception cref="NotFoundException">There is no such rule.</exception>
    public async Task DeleteAsync(string id, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(UserRole.DataScientist);
        MlOpsDbContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            AlertRule rule = await context.Set<AlertRule>().SingleOrDefaultAsync(one => one.Id == id, cancellationToken).ConfigureAwait(false) ?? throw NoRule(id);
            List<AlertStanding> standings = await context.Set<AlertStanding>().Where(one => one.RuleId == id).ToListAsync(cancellationToken).ConfigureAwait(false);
            foreach (AlertStanding standing in standings.Where(one => one.State == AlertState.Firing))
            {
                _ledger.Add(context, rule, standing, new AlertMove(AlertState.Resolved, standing.ModelVersion, null, $"{actor.Name} deleted the rule {rule.Name}"));
            }

            context.RemoveRange(standings);
            context.Remove(rule);
            _audit.Append(context, new AuditEntry(actor.Name, "alert_rule.deleted", Subject, id, Detail: Words(rule)));
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            await _ledger.AnnounceAsync(context, CancellationToken.None).ConfigureAwait(false);
            _feed.Publish(AlertNews.RulesChanged);
        }
    }

    private static NotFoundException NoRule(string id) => new($"There is no alert rule {id}.");

    private static string Words(AlertRule rule) =>
        $"{rule.Name}: {AlertWords.Condition(rule)}{(rule.ModelName is null ? "" : $", of {rule.ModelName}")}, {SnakeCase.Name(rule.Severity.ToString())}{(rule.Enabled ? "" : ", off")}";

    private static void Apply(AlertRule rule, AlertRuleForm form, AlertRuleCheck check, DateTimeOffset now)
    {
        AlertMetric metric = check.Metric!;
        (rule.Name, rule.Metric, rule.Operator) = (check.Name, metric.Name, check.Operator!.Value);
        rule.ModelName = string.IsNullOrWhiteSpace(form.ModelName) ? null : form.ModelName.Trim();
        (rule.Threshold, rule.ClearThreshold) = (form.Threshold!.Value, form.ClearThreshold);
        (rule.WindowSeconds, rule.ForSeconds) = (form.WindowSeconds ?? metric.WindowSeconds, form.ForSeconds ?? 0);
        rule.MinRows = form.MinRows ?? metric.MinRows;
        rule.Severity = check.Severity!.Value;
        rule.Channels = [.. (form.Channels ?? []).Distinct(StringComparer.Ordinal)];
        rule.Owner = string.IsNullOrWhiteSpace(form.Owner) ? null : form.Owner.Trim();
        rule.Enabled = form.Enabled ?? true;
        rule.SilencedUntil = form.SilencedUntil is { } until && until > now ? until.ToUniversalTime() : null;
        rule.UpdatedAt = now;
    }

    private static async Task<AlertRuleCheck> CheckAsync(MlOpsDbContext context, AlertRuleForm form, CancellationToken cancellationToken)
    {
        var check = new AlertRuleCheck(form);
        string? model = string.IsNullOrWhiteSpace(form.ModelName) ? null : form.ModelName.Trim();
        if (model is not null)
        {
            TaskKind? task = await context.Set<ModelVersion>().AsNoTracking().Where(version => version.Name == model && version.DeletedAt == null)
                .OrderByDescending(version => version.Version).Select(version => (TaskKind?)version.Task).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
            check.Errors.Require(task is not null, "model_name", $"There is no registered model {model}. GET /api/models lists them; null watches every model in production.");
            check.Errors.Require(
                task is null || check.Metric is not { Kind: AlertMetricKind.Quality } metric || AlertEvaluation.Fits(metric, task.Value),
                "metric",
                $"{model} predicts {(task == TaskKind.Regression ? "numbers" : "classes")}: {form.Metric} is not measured of it. Its metrics are {string.Join(", ", MetricCatalog.For(task ?? default).Select(one => one.Name))} and {AlertMetrics.QualityRatio}.");
        }

        string[] wanted = [.. (form.Channels ?? []).Distinct(StringComparer.Ordinal)];
        if (wanted.Length > 0)
        {
            List<string> known = await context.Set<AlertChannel>().Where(channel => wanted.Contains(channel.Id)).Select(channel => channel.Id).ToListAsync(cancellationToken).ConfigureAwait(false);
            string[] unknown = [.. wanted.Except(known)];
            check.Errors.Require(unknown.Length == 0, "channels", $"There is no channel {string.Join(", ", unknown)}. GET /api/monitoring/channels lists them.");
        }

        check.Errors.ThrowIfAny();
        return check;
    }
}
