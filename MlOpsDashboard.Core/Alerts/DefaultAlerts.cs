using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Alerts.Metrics;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Alerts;

/// <summary>Gives a model its first rules when a version of it goes to production for the first time, and never again.</summary>
/// <param name="contexts">Makes contexts.</param>
/// <param name="audit">Told of the rules.</param>
/// <param name="feed">Told of them too.</param>
/// <param name="clock">Dates them.</param>
internal sealed class DefaultAlerts(IDbContextFactory<MlOpsDbContext> contexts, AuditLog audit, AlertFeed feed, TimeProvider clock) : IStageObserver
{
    private const string Maker = "alerts";
    private const double LeastQuality = 0.85;
    private const double MostMilliseconds = 100;
    private const int Lasting = 300;

    /// <inheritdoc/>
    public Task OnStageChangedAsync(StageChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change.Event.ToStage == ModelStage.Production ? MakeAsync(change.Event.Name, cancellationToken) : Task.CompletedTask;
    }

    /// <summary>Makes good what a crash between a promotion and its observers, or an older program, left out.</summary>
    public async Task MakeMissingAsync(CancellationToken cancellationToken)
    {
        List<string> models;
        MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            models = await context.Set<ModelVersion>().AsNoTracking()
                .Where(version => version.Stage == ModelStage.Production && !context.Set<DefaultAlertsMade>().Any(made => made.ModelName == version.Name))
                .Select(version => version.Name).ToListAsync(cancellationToken).ConfigureAwait(false);
        }

        foreach (string model in models)
        {
            await MakeAsync(model, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task MakeAsync(string model, CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            if (await context.Set<DefaultAlertsMade>().AnyAsync(made => made.ModelName == model, cancellationToken).ConfigureAwait(false))
            {
                return;
            }

            context.Add(new DefaultAlertsMade { ModelName = model, At = clock.GetUtcNow() });
            foreach (AlertRule rule in Rules(model))
            {
                context.Add(rule);
                audit.Append(context, new AuditEntry(Maker, "alert_rule.created", "alert_rule", rule.Id, Detail: $"{rule.Name}: {AlertWords.Condition(rule)}"));
            }

            try
            {
                await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (DbUpdateException exception) when (exception.IsUniqueViolation())
            {
                // Another node made them in between, which is as good.
                return;
            }
        }

        feed.Publish(AlertNews.RulesChanged);
    }

    private IEnumerable<AlertRule> Rules(string model) =>
    [
        Rule(model, "Quality", AlertMetrics.QualityRatio, AlertOperator.Below, LeastQuality, 0, AlertSeverity.Critical),
        Rule(model, "Latency", AlertMetrics.LatencyP99, AlertOperator.Above, MostMilliseconds, Lasting, AlertSeverity.Warning),
        Rule(model, "Drift", AlertMetrics.Drift, AlertOperator.AtLeast, 1, 0, AlertSeverity.Warning),
    ];

    private AlertRule Rule(string model, string what, string metric, AlertOperator direction, double threshold, int lasting, AlertSeverity severity)
    {
        AlertMetric known = AlertMetrics.Find(metric)!;
        DateTimeOffset now = clock.GetUtcNow();
        return new AlertRule
        {
            Id = Ids.New(clock),
            Name = $"{what} of {model}",
            ModelName = model,
            Metric = metric,
            Operator = direction,
            Threshold = threshold,
            WindowSeconds = known.WindowSeconds,
            ForSeconds = lasting,
            MinRows = known.MinRows,
            Severity = severity,
            CreatedAt = now,
            CreatedBy = Maker,
            UpdatedAt = now,
        };
    }
}
