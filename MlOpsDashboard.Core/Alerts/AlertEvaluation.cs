using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using MlOpsDashboard.Core.Alerts.Metrics;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Alerts;

/// <summary>Looks at every rule once.</summary>
internal sealed partial class AlertEvaluation(
    IDbContextFactory<MlOpsDbContext> contexts,
    IEnumerable<IAlertReader> readers,
    AlertLedger ledger,
    AlertReadings readings,
    AlertFeed feed,
    AlertMeter meter,
    TimeProvider clock,
    ILogger<AlertEvaluation> logger)
{
    private readonly Dictionary<AlertMetricKind, IAlertReader> _readers = readers.ToDictionary(reader => reader.Kind);

    /// <summary>Reads the metrics, and changes the states that follow. A rule that fails does not hold up the others.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        (List<AlertRule> rules, List<AlertStanding> standings, List<ModelVersion> production) = await LoadAsync(cancellationToken).ConfigureAwait(false);
        Dictionary<(string, string), AlertStanding> known = standings.ToDictionary(one => (one.RuleId, one.ModelName));
        foreach (AlertRule rule in rules)
        {
            try
            {
                await EvaluateAsync(rule, known, production, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                meter.Failed();
                LogFailed(exception, rule.Name, rule.Id);
            }
        }

        readings.Keep(rules.Select(rule => rule.Id).ToHashSet(StringComparer.Ordinal));
        feed.Publish(AlertNews.Evaluated);
    }

    private async Task<(List<AlertRule> Rules, List<AlertStanding> Standings, List<ModelVersion> Production)> LoadAsync(CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            List<AlertRule> rules = await context.Set<AlertRule>().AsNoTracking().OrderBy(rule => rule.Id).ToListAsync(cancellationToken).ConfigureAwait(false);
            List<AlertStanding> standings = await context.Set<AlertStanding>().AsNoTracking().ToListAsync(cancellationToken).ConfigureAwait(false);
            List<ModelVersion> production = rules.Count == 0 ? [] : await context.Set<ModelVersion>().AsNoTracking()
                .Where(version => version.Stage == ModelStage.Production && version.DeletedAt == null).ToListAsync(cancellationToken).ConfigureAwait(false);
            feed.Firing = standings.Count(one => one.State == AlertState.Firing);
            return (rules, standings, production);
        }
    }

    private async Task EvaluateAsync(
        AlertRule rule, Dictionary<(string, string), AlertStanding> known, List<ModelVersion> production, CancellationToken cancellationToken)
    {
        AlertMetric metric = AlertMetrics.Find(rule.Metric)!;
        AlertSubject[] subjects = rule.Enabled ? [.. Subjects(rule, metric, production)] : [];
        var seen = new List<AlertObservation>();
        foreach (AlertSubject subject in subjects)
        {
            AlertReading reading = await _readers[metric.Kind].ReadAsync(rule, subject, clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            seen.Add(new AlertObservation(subject.Model, subject.Version?.Version, reading));
            await TurnAsync(rule, metric, subject, reading, known.GetValueOrDefault((rule.Id, subject.Model)), cancellationToken).ConfigureAwait(false);
        }

        readings.Set(rule.Id, clock.GetUtcNow(), seen);
        foreach (AlertStanding left in known.Values.Where(one => one.RuleId == rule.Id && one.State >= AlertState.Pending && !subjects.Any(subject => subject.Model == one.ModelName)))
        {
            await EndAsync(rule, left, null, WhyLeft(rule, left, production), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task TurnAsync(
        AlertRule rule, AlertMetric metric, AlertSubject subject, AlertReading reading, AlertStanding? standing, CancellationToken cancellationToken)
    {
        int? version = subject.Version?.Version;
        if (standing is { State: >= AlertState.Pending, ModelVersion: { } former } && metric.IsOfVersion && former != version)
        {
            await EndAsync(rule, standing, version, $"{subject.Words} took the place of {subject.Model}:{former}", cancellationToken).ConfigureAwait(false);
            return;
        }

        DateTimeOffset now = clock.GetUtcNow();
        AlertStanding before = standing ?? new AlertStanding { RuleId = rule.Id, ModelName = subject.Model, Since = now };
        AlertTurn turn = AlertJudge.Next(rule, before.State, before.Since, reading.Value, now);
        if (turn.Changed)
        {
            var move = new AlertMove(turn.State, version, reading.Value, AlertWords.Of(rule, subject.Words, before.State, turn.State, reading));
            await ledger.MoveAsync(rule, before, standing is null, move, cancellationToken).ConfigureAwait(false);
        }
        else if (standing is { State: AlertState.Firing, Told: false } && rule.Channels.Count > 0 && !rule.IsSilent(now))
        {
            await ledger.TellAsync(rule, standing, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<bool> EndAsync(AlertRule rule, AlertStanding standing, int? version, string why, CancellationToken cancellationToken)
    {
        AlertState state = standing.State == AlertState.Firing ? AlertState.Resolved : AlertState.Inactive;
        return ledger.MoveAsync(rule, standing, isNew: false, new AlertMove(state, version, null, why), cancellationToken);
    }

    private static IEnumerable<AlertSubject> Subjects(AlertRule rule, AlertMetric metric, List<ModelVersion> production)
    {
        if (metric.Kind == AlertMetricKind.Jobs)
        {
            return [new AlertSubject(rule.ModelName ?? "", null)];
        }

        return production
            .Where(version => rule.ModelName is null || version.Name == rule.ModelName)
            .Where(version => metric.Kind != AlertMetricKind.Quality || Fits(metric, version.Task))
            .OrderBy(version => version.Name, StringComparer.Ordinal)
            .Select(version => new AlertSubject(version.Name, version));
    }

    internal static bool Fits(AlertMetric metric, TaskKind task) => metric.Name switch
    {
        AlertMetrics.QualityRatio => true,
        PositiveFigures.Precision or PositiveFigures.Recall => task == TaskKind.Binary,
        _ => MetricCatalog.Find(metric.Name)?.Tasks.Contains(task) == true,
    };

    private static string WhyLeft(AlertRule rule, AlertStanding standing, List<ModelVersion> production) =>
        !rule.Enabled ? $"the rule {rule.Name} was switched off"
        : production.Exists(version => version.Name == standing.ModelName) || standing.ModelName.Length == 0 ? $"the rule {rule.Name} watches something else now"
        : $"{standing.ModelName} has no version in production any more";

    [LoggerMessage(Level = LogLevel.Error, Message = "The alert rule {Name} ({Id}) could not be evaluated; it is tried again")]
    private partial void LogFailed(Exception exception, string name, string id);
}
