using System.Diagnostics;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Evaluation.Bootstrap;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Statistics.Tests;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Comparisons;

/// <summary>Has versions answer the same rows, and says how far they differ beyond chance.</summary>
/// <param name="versions">The versions; the others are compared with the first. All are of one task and one target.</param>
/// <param name="data">What the rows are from.</param>
/// <param name="table">The rows.</param>
/// <param name="threads">Threads that may work at once.</param>
/// <param name="cancellationToken">Ends the work early.</param>
internal sealed class VersionComparer(
    IReadOnlyList<AnsweringVersion> versions, DatasetVersion data, DataTable table, int threads, CancellationToken cancellationToken)
{
    private const int Seed = 42;

    // Each end, so that the interval holds in 95 of 100 cases.
    private const double Level = 0.975;

    // In fewer rows a bootstrap says nothing that would hold.
    private const int FewestSegmentRows = 30;
    private const int MostValues = 20;

    private readonly Metric _metric = AnsweringVersion.MetricOf(versions[0].Version);
    private readonly Metric[] _metrics = [.. MetricCatalog.For(versions[0].Version.Task)];

    /// <summary>Compares.</summary>
    /// <param name="segments">Columns within whose values they are compared too.</param>
    /// <exception cref="InvalidException">They have no row in common whose truth they know, or a version cannot read a column.</exception>
    public ComparisonReport Run(IReadOnlyList<string> segments)
    {
        double[][] truths = [.. versions.Select(version => version.Truths(table))];
        int[] rows = [.. Enumerable.Range(0, table.RowCount).Where(row => truths.All(one => !double.IsNaN(one[row])))];
        if (rows.Length == 0)
        {
            throw new InvalidException("dataset", $"{data.Dataset}:{data.Version} has no row whose {versions[0].Version.Target} all versions know.");
        }

        (ScoredRows Rows, double Microseconds)[] scored = [.. versions.Select((version, place) => Score(version, truths[place], rows))];
        ScoredRows[] answers = [.. scored.Select(one => one.Rows)];
        return new ComparisonReport(
            _metric.Name,
            rows.Length,
            table.RowCount - rows.Length,
            [.. versions.Select((version, place) => Describe(version, scored[place].Rows, scored[place].Microseconds))],
            Adjust([.. Enumerable.Range(1, versions.Count - 1).Select(other => Pair(answers, other))]),
            [.. segments.SelectMany(column => Segments(column, rows, answers))],
            [.. Notes(rows.Length)]);
    }

    private (ScoredRows Rows, double Microseconds) Score(AnsweringVersion version, double[] truths, int[] rows)
    {
        long begun = Stopwatch.GetTimestamp();
        ScoredRows all = version.Score(table, truths, cancellationToken);
        double took = Stopwatch.GetElapsedTime(begun).TotalMicroseconds / table.RowCount;
        return (rows.Length == table.RowCount ? all : AnsweringVersion.Take(all, rows), took);
    }

    private ComparedVersion Describe(AnsweringVersion version, ScoredRows rows, double microseconds)
    {
        SortedDictionary<string, MetricInterval> intervals = BootstrapIntervals.Of(rows, Seed, threads, cancellationToken);
        var curves = Curves.Of(rows, version.Model.Signature.Classes);
        return new ComparedVersion(
            version.Version.ModelId,
            LearnedFromThem(version),
            [.. MetricCatalog.Evaluate(rows).Select(one => new ComparedMetric(one.Key, one.Value, intervals.GetValueOrDefault(one.Key)?.Low, intervals.GetValueOrDefault(one.Key)?.High))],
            curves.Classes,
            curves.Confusion,
            curves.Calibration,
            curves.CalibrationError,
            microseconds,
            version.Version.Bytes);
    }

    private ComparedPair Pair(ScoredRows[] answers, int other)
    {
        (ScoredRows first, ScoredRows second) = (answers[0], answers[other]);
        IReadOnlyDictionary<string, PairedDifference> gains = PairedBootstrap.Of(first, second, _metrics, Level, Seed, threads, cancellationToken);
        return new ComparedPair(
            versions[0].Version.ModelId,
            versions[other].Version.ModelId,
            [.. gains.OrderBy(gain => gain.Key, StringComparer.Ordinal).Select(gain => new ComparedGain(gain.Key, gain.Value.Gain, gain.Value.Low, gain.Value.High))],
            first.Task == TaskKind.Regression ? null : Decisions(first, second),
            SamePositive(other) ? Areas(first, second) : null);
    }

    private static DecisionTest Decisions(ScoredRows first, ScoredRows second)
    {
        (double[] ours, double[] theirs) = (AnswerLosses.Rights(first), AnswerLosses.Rights(second));
        long onlyOurs = ours.Zip(theirs).LongCount(one => one.First > one.Second);
        long onlyTheirs = ours.Zip(theirs).LongCount(one => one.First < one.Second);
        double p = McNemar.Exact(onlyOurs, onlyTheirs).PValue;
        return new DecisionTest(onlyOurs, onlyTheirs, p, p);
    }

    private static AreaTest? Areas(ScoredRows first, ScoredRows second) =>
        DeLong.Of(second.ScoresOf(1), first.ScoresOf(1), first.LabelsOf(1)) is { } areas && double.IsFinite(areas.Difference.Low)
            ? new AreaTest(areas.Difference.Value, areas.Difference.Low, areas.Difference.High, areas.Difference.PValue, areas.Difference.PValue)
            : null;

    // Several challengers are several chances to be lucky.
    private static ComparedPair[] Adjust(ComparedPair[] pairs)
    {
        double[] decisions = FalseDiscovery.BenjaminiHochberg([.. pairs.Select(pair => pair.Decisions?.PValue ?? 1)]);
        double[] areas = FalseDiscovery.BenjaminiHochberg([.. pairs.Select(pair => pair.Areas?.PValue ?? 1)]);
        return [.. pairs.Select((pair, place) => pair with
        {
            Decisions = pair.Decisions is { } test ? test with { AdjustedPValue = decisions[place] } : null,
            Areas = pair.Areas is { } area ? area with { AdjustedPValue = areas[place] } : null,
        })];
    }

    private IEnumerable<ComparedSegment> Segments(string column, int[] rows, ScoredRows[] answers) => table.Find(column) is not CodedColumn words ? []
        : from part in Enumerable.Range(0, rows.Length).GroupBy(place => words.WordAt(rows[place]))
              .Where(part => part.Key is not null && part.Count() >= FewestSegmentRows).OrderByDescending(part => part.Count()).ThenBy(part => part.Key, StringComparer.Ordinal).Take(MostValues)
          let chosen = part.ToArray()
          let taken = answers.Select(one => AnsweringVersion.Take(one, chosen)).ToArray()
          select new ComparedSegment(
              column,
              part.Key!,
              chosen.Length,
              [.. taken.Select(one => _metric.Compute(one) is double value and not double.NaN ? value : (double?)null)],
              [.. taken.Skip(1).Select(one => PairedBootstrap.Of(taken[0], one, _metric, Level, Seed, threads, cancellationToken) is { } gain
                  ? new ComparedGain(_metric.Name, gain.Gain, gain.Low, gain.High) : null)]);

    private IEnumerable<string> Notes(int rows)
    {
        string[] learned = [.. versions.Where(LearnedFromThem).Select(version => version.Version.ModelId)];
        if (learned.Length > 0)
        {
            yield return $"{string.Join(", ", learned)} learned from rows of {data.Dataset}:{data.Version}: what is found here flatters {(learned.Length == 1 ? "it" : "them")}. Rows that none of the versions has seen say more.";
        }

        if (rows < table.RowCount)
        {
            yield return $"{table.RowCount - rows:N0} of {table.RowCount:N0} rows were left out: their {versions[0].Version.Target} is missing, or unknown to one of the versions.";
        }

        if (versions[0].Version.Task == TaskKind.Binary && Enumerable.Range(1, versions.Count - 1).Any(other => !SamePositive(other)))
        {
            yield return "The versions do not call the same class the positive one, so the areas under their ROC curves are not tested.";
        }
    }

    private bool LearnedFromThem(AnsweringVersion version) => version.Version.DatasetSha256 == data.Sha256;

    private bool SamePositive(int other) =>
        versions[0].Version.Task == TaskKind.Binary && versions[0].Model.Signature.Classes.SequenceEqual(versions[other].Model.Signature.Classes);
}
