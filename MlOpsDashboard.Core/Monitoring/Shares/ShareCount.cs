using MlOpsDashboard.Core.Monitoring.Traffic;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Statistics.Tests;

namespace MlOpsDashboard.Core.Monitoring.Shares;

/// <summary>
/// Counts a model's traffic by the periods of its plan and compares it with the plan: Pearson's chi-square in each period
/// that has a split, added up, so that a promotion within the range is no difference.
/// </summary>
internal sealed class ShareCount
{
    /// <summary>Below this probability a difference is more than chance (sample-ratio mismatch, as GrowthBook has it).</summary>
    public const double Alpha = 0.001;

    /// <summary>A period is tested when every version is expected to have this many requests.</summary>
    public const double LeastExpected = 5;

    // Requests under way finish with the plan that they began with, and are counted up to a second after their answer.
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(5);

    private readonly string _model;
    private readonly IReadOnlyList<SharePeriod> _periods;
    private readonly Dictionary<int, long>[] _counts;
    private readonly SortedDictionary<int, long> _pinned = [];
    private long _transition;

    private ShareCount(string model, IReadOnlyList<SharePeriod> periods)
    {
        _model = model;
        _periods = periods;
        _counts = [.. periods.Select(_ => new Dictionary<int, long>())];
    }

    /// <summary>Compares.</summary>
    /// <param name="model">The model.</param>
    /// <param name="report">The traffic of a range; that of other models does not matter.</param>
    /// <param name="periods">The plan over the range.</param>
    public static ModelShares Of(string model, TrafficReport report, IReadOnlyList<SharePeriod> periods)
    {
        var count = new ShareCount(model, periods);
        foreach (VersionTraffic version in report.Versions.Where(version => version.Total.Model == model && version.Total.Version > 0))
        {
            count.Add(version, report.Step);
        }

        return count.Judge();
    }

    private void Add(VersionTraffic version, TimeSpan step)
    {
        foreach (TrafficBucket bucket in version.Series)
        {
            long answered = bucket.Traffic.Requests - bucket.Traffic.Rejected - bucket.Traffic.Errors;
            if (version.Total.Route == InstanceScorer.Pinned)
            {
                _pinned[version.Total.Version] = _pinned.GetValueOrDefault(version.Total.Version) + answered;
            }
            else if (IsTransition(bucket.At, step) || _periods.Count == 0)
            {
                _transition += answered;
            }
            else
            {
                Dictionary<int, long> counts = _counts[PeriodOf(bucket.At + (step / 2))];
                counts[version.Total.Version] = counts.GetValueOrDefault(version.Total.Version) + answered;
            }
        }
    }

    private bool IsTransition(DateTimeOffset at, TimeSpan step) =>
        _periods.Skip(1).Any(period => period.From >= at - s_margin && period.From < at + step + s_margin);

    private int PeriodOf(DateTimeOffset at)
    {
        int index = 0;
        while (index < _periods.Count - 1 && _periods[index].To <= at)
        {
            index++;
        }

        return index;
    }

    private ModelShares Judge()
    {
        (double statistic, int degrees, long unplanned, bool untested) = (0, 0, 0, false);
        for (int i = 0; i < _periods.Count; i++)
        {
            SharePeriod period = _periods[i];
            unplanned += _counts[i].Where(pair => period.ShareOf(pair.Key) == 0).Sum(pair => pair.Value);
            int[] versions = [.. period.Shares.Where(pair => pair.Value > 0).Select(pair => pair.Key)];
            long[] observed = [.. versions.Select(version => _counts[i].GetValueOrDefault(version))];
            double[] expected = [.. versions.Select(version => period.ShareOf(version) * observed.Sum())];
            if (versions.Length < 2)
            {
                continue;
            }

            if (expected.Min() < LeastExpected)
            {
                untested |= observed.Sum() > 0;
                continue;
            }

            statistic += ChiSquare.Statistic(observed, expected);
            degrees += versions.Length - 1;
        }

        double? chance = degrees > 0 ? ChiSquare.PValue(statistic, degrees) : null;
        long requests = _counts.Sum(counts => counts.Values.Sum());
        return new ModelShares
        {
            ModelName = _model,
            Verdict = requests == 0 ? ShareVerdict.Idle
                : unplanned > 0 || chance < Alpha ? ShareVerdict.Differs
                : untested && degrees == 0 ? ShareVerdict.TooFew
                : ShareVerdict.Fits,
            Requests = requests,
            TransitionRequests = _transition,
            UnplannedRequests = unplanned,
            ChiSquare = degrees > 0 ? statistic : null,
            DegreesOfFreedom = degrees,
            PValue = chance,
            Versions = Versions(requests),
            Pinned = [.. _pinned.Where(pair => pair.Value > 0).Select(pair => new PinnedTraffic(pair.Key, pair.Value)).Reverse()],
        };
    }

    // A period without a plan, as before the first promotion, says nothing about how traffic was to be shared.
    private VersionShare[] Versions(long requests)
    {
        int[] planned = [.. Enumerable.Range(0, _periods.Count).Where(i => _periods[i].Shares.Count > 0)];
        double[] counts = [.. planned.Select(i => (double)_counts[i].Values.Sum())];
        double[] seconds = [.. planned.Select(i => _periods[i].Length.TotalSeconds)];
        double[] weights = counts.Sum() > 0 ? counts : seconds;
        return
        [
            .. _periods.SelectMany(period => period.Shares.Keys).Concat(_counts.SelectMany(counts => counts.Keys))
                .Distinct().OrderDescending().Select(version =>
                {
                    double[] shares = [.. planned.Select(i => _periods[i].ShareOf(version))];
                    double configured = weights.Sum() > 0 ? Weighted(shares, weights) / weights.Sum() : 0;
                    long observed = _counts.Sum(counts => counts.GetValueOrDefault(version));
                    return new VersionShare(
                        version, configured, requests > 0 ? (double)observed / requests : null, observed, Weighted(shares, counts));
                }),
        ];
    }

    private static double Weighted(double[] values, double[] weights) => values.Zip(weights, (value, weight) => value * weight).Sum();
}
