namespace MlOpsDashboard.Core.Deployments;

/// <summary>A time in which a candidate had a share of the traffic.</summary>
/// <param name="From">Its beginning.</param>
/// <param name="To">Its end, itself not in it.</param>
/// <param name="StableVersion">The version in production.</param>
/// <param name="CandidateVersion">The candidate.</param>
/// <param name="Share">The candidate's share, above 0 and below 1.</param>
internal sealed record CandidateTime(DateTimeOffset From, DateTimeOffset To, int StableVersion, int CandidateVersion, double Share)
{
    private const double Percent = 100;

    /// <summary>The times of a roll-out.</summary>
    /// <param name="rollout">The roll-out.</param>
    public static IEnumerable<CandidateTime> Of(Rollout rollout)
    {
        for (int i = 0; i < rollout.Events.Count; i++)
        {
            RolloutEvent begin = rollout.Events[i];
            DateTimeOffset end = i + 1 < rollout.Events.Count ? rollout.Events[i + 1].At : DateTimeOffset.MaxValue;
            if (rollout.StableVersion is { } stable && begin.Share is > 0 and < Percent)
            {
                yield return new(begin.At, end, stable, rollout.CandidateVersion, begin.Share / Percent);
            }
        }
    }
}
