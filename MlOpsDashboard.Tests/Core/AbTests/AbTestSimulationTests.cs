using MlOpsDashboard.Core.AbTests;
using Xunit;

namespace MlOpsDashboard.Tests.Core.AbTests;

/// <summary>The verdicts over many simulated tests, each looked at after every hundred values.</summary>
public sealed class AbTestSimulationTests
{
    private const int Runs = 200;
    private const int Looks = 40;
    private const int Step = 100;

    private static readonly DateTimeOffset s_begin = DateTimeOffset.UnixEpoch;

    [Fact]
    public void Equal_versions_win_or_lose_in_no_more_than_one_of_twenty_tests()
    {
        int decided = Enumerable.Range(0, Runs).Count(seed => Run(seed, 0.8, 0.8) is AbVerdictKind.ChallengerWins or AbVerdictKind.ChampionWins);

        Assert.InRange(decided, 0, Runs / 20);
    }

    [Fact]
    public void A_version_that_is_better_by_six_points_is_found_in_four_of_five_tests()
    {
        int[] kinds = [.. Enumerable.Range(0, Runs).Select(seed => (int)Run(seed, 0.8, 0.86))];

        Assert.InRange(kinds.Count(kind => kind == (int)AbVerdictKind.ChallengerWins), Runs * 4 / 5, Runs);
        Assert.InRange(kinds.Count(kind => kind == (int)AbVerdictKind.ChampionWins), 0, Runs / 40);
    }

    private static AbVerdictKind Run(int seed, double champion, double challenger)
    {
        var random = new Random(seed);
        var test = new AbTest
        {
            Id = "t",
            ModelName = "shop",
            ChampionVersion = 1,
            ChallengerVersions = [2],
            Shares = [0.5, 0.5],
            Settings = new AbTestSettings { MinSamples = 100, LabelHours = 0 },
            Tightest = 5000,
            State = AbTestState.Running,
            StartedAt = s_begin,
            StartedBy = "ada",
        };
        var observations = new AbObservations(test);
        long id = 0;
        for (int look = 0; look < Looks; look++)
        {
            for (int i = 0; i < Step; i++)
            {
                int version = random.NextDouble() < 0.5 ? 1 : 2;
                double value = random.NextDouble() < (version == 1 ? champion : challenger) ? 1 : 0;
                observations[version].Add(new AbObservation(++id, s_begin.UtcTicks, 0, value, 0, double.NaN), 1);
            }

            AbTestReport report = AbTestAnalysis.Judge(test, observations, s_begin.AddHours(look + 1));
            if (report.Verdict!.Kind is AbVerdictKind.ChallengerWins or AbVerdictKind.ChampionWins)
            {
                return report.Verdict.Kind;
            }

            test = test with { Report = report };
        }

        return test.Report.Verdict!.Kind;
    }
}
