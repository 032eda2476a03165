namespace MlOpsDashboard.Core.Deployments;

/// <summary>A time in which a model's traffic was shared among versions.</summary>
/// <param name="From">Its beginning.</param>
/// <param name="To">Its end, itself not in it.</param>
/// <param name="StableVersion">The version in production.</param>
/// <param name="Shares">The share of each version, from 0 to 1, adding up to 1.</param>
internal sealed record TrafficTime(DateTimeOffset From, DateTimeOffset To, int StableVersion, IReadOnlyDictionary<int, double> Shares)
{
    private const double Percent = 100;

    /// <summary>The times of a roll-out.</summary>
    /// <param name="rollout">The roll-out.</param>
    public static IEnumerable<TrafficTime> Of(Rollout rollout)
    {
        for (int i = 0; i < rollout.Events.Count; i++)
        {
            RolloutEvent begin = rollout.Events[i];
            DateTimeOffset end = i + 1 < rollout.Events.Count ? rollout.Events[i + 1].At : DateTimeOffset.MaxValue;
            if (rollout.StableVersion is { } stable && begin.Share is > 0 and < Percent)
            {
                var plan = new TrafficPlan(rollout.ModelName, stable, [new(rollout.CandidateVersion, begin.Share)], false, rollout.Id);
                yield return new(begin.At, end, stable, plan.ToShares());
            }
        }
    }
}
