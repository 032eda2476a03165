using MlOpsDashboard.Core.Statistics;
using MlOpsDashboard.Core.Statistics.Effects;

namespace MlOpsDashboard.Core.AbTests;

/// <summary>
/// The requests of an arm that are compared: those of at least an age, and of them those whose value came by that age. So each has had the same
/// chance of a label, in either arm, however quickly labels come in one of them and however young the others are.
/// </summary>
internal sealed class AbCohort
{
    private AbCohort(long mature, MeanSummary values, MeanSummary units, PairSummary? pairs) =>
        (Mature, Values, Units, Pairs) = (mature, values, units, pairs);

    /// <summary>Requests that are old enough.</summary>
    public long Mature { get; }

    /// <summary>Their values, request by request.</summary>
    public MeanSummary Values { get; }

    /// <summary>
    /// The same mean as it varies from caller to caller: requests of one caller are alike, and must not count as so many callers. Where each
    /// request has a caller of its own, the values themselves.
    /// </summary>
    public MeanSummary Units { get; }

    /// <summary>The values with their covariates; null without covariates, or where callers come again.</summary>
    public PairSummary? Pairs { get; }

    /// <summary>Whether each request has a caller of its own.</summary>
    public bool IsOneEach => Units.Count == Values.Count;

    /// <summary>The share of the requests that are old enough whose value is known; null before there is one.</summary>
    public double? Coverage => Mature == 0 ? null : (double)Values.Count / Mature;

    /// <summary>The cohort of an arm.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="now">UTC ticks.</param>
    /// <param name="age">In ticks.</param>
    public static AbCohort Of(AbArmRows arm, long now, long age)
    {
        MeanSummary values = default;
        PairSummary pairs = default;
        (long mature, bool paired) = (0, true);
        var units = new Dictionary<ulong, (double Sum, long Count)>();
        ulong alone = 0;
        foreach (AbObservation row in arm.Rows)
        {
            if (row.At > now - age)
            {
                continue;
            }

            mature++;
            if (double.IsNaN(row.Value) || row.Delay > age)
            {
                continue;
            }

            values = values.Add(row.Value);
            paired &= !double.IsNaN(row.Covariate);
            pairs = paired ? pairs.Add(row.Value, row.Covariate) : pairs;
            alone += row.Unit == 0 ? 1ul : 0;
            if (row.Unit != 0)
            {
                (double sum, long count) = units.GetValueOrDefault(row.Unit);
                units[row.Unit] = (sum + row.Value, count + 1);
            }
        }

        bool oneEach = units.Count + (long)alone == values.Count;
        return new AbCohort(mature, values, oneEach ? values : ByUnit(arm, now, age, values, units, (long)alone), paired && oneEach && values.Count > 0 ? pairs : null);
    }

    /// <summary>A cohort of counts: each request is 1 or 0.</summary>
    /// <param name="hits">Those that are 1.</param>
    /// <param name="count">All.</param>
    public static AbCohort OfShare(long hits, long count)
    {
        var values = MeanSummary.OfShare(hits, count);
        return new AbCohort(count, values, values, null);
    }

    // The ratio of sums over callers, whose variance is that of what each adds to it (delta method).
    private static MeanSummary ByUnit(AbArmRows arm, long now, long age, MeanSummary values, Dictionary<ulong, (double Sum, long Count)> units, long alone)
    {
        long callers = units.Count + alone;
        double each = (double)values.Count / callers;
        double squares = units.Values.Sum(unit => Square((unit.Sum - (values.Mean * unit.Count)) / each));
        foreach (AbObservation row in arm.Rows)
        {
            if (row.Unit == 0 && row.At <= now - age && !double.IsNaN(row.Value) && row.Delay <= age)
            {
                squares += Square((row.Value - values.Mean) / each);
            }
        }

        return new MeanSummary { Count = callers, Mean = values.Mean, Squares = squares };
    }

    private static double Square(double number) => number * number;
}
