using System.Collections.Concurrent;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Plans;

namespace MlOpsDashboard.Core.AbTests;

/// <summary>Looks at a test: measures, and ends it when it is decided.</summary>
internal sealed class AbTestGuard(AbTestService tests, AbTestReader reader, AbForecaster forecaster, RegistryService registry, ServingPlans plans, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, AbObservations> _known = new(StringComparer.Ordinal);

    /// <summary>Forgets the observations of all other tests.</summary>
    /// <param name="open">The tests that go on.</param>
    public void Keep(IReadOnlyCollection<string> open)
    {
        foreach (string gone in _known.Keys.Except(open, StringComparer.Ordinal))
        {
            _known.TryRemove(gone, out _);
        }
    }

    /// <summary>Looks once.</summary>
    /// <param name="test">As it is now.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>As it is then.</returns>
    public async Task<AbTest> LookAsync(AbTest test, CancellationToken cancellationToken)
    {
        int? production = (await registry.GetModelAsync(test.ModelName, cancellationToken)).Production?.Version;
        if (production != test.ChampionVersion)
        {
            return await LeaveAsync(test, production, cancellationToken);
        }

        if (!await IsServedAsync(test, cancellationToken))
        {
            return await tests.EndAsync(
                test, AbTestState.Stopped, null, Itself(test), $"A challenger could not be loaded any more: {test.IdOf(test.ChampionVersion)} answers everything.", cancellationToken);
        }

        AbObservations observations = _known.GetOrAdd(test.Id, _ => new AbObservations(test));
        await reader.ReadAsync(test, observations, cancellationToken);
        AbTest counted = test with { Report = test.Report with { Errors = ErrorsOf(test) } };
        AbTestReport report = AbTestAnalysis.Judge(counted, observations, clock.GetUtcNow());
        report = report with { Forecast = report.Arms[0].Compared > 0 ? Better(test, report) : test.Report.Forecast };
        return await FollowAsync(await tests.ReportAsync(test, report, cancellationToken), cancellationToken);
    }

    // The forecast before the start stands until the test itself can tell.
    private AbForecast? Better(AbTest test, AbTestReport report) =>
        forecaster.During(test, report) is { SamplesNeeded: not null } forecast ? forecast : test.Report.Forecast;

    private async Task<AbTest> FollowAsync(AbTest test, CancellationToken cancellationToken)
    {
        AbVerdict verdict = test.Report.Verdict!;
        if (verdict.Ends)
        {
            return await tests.EndAsync(test, AbTestState.Completed, verdict.Winner, Itself(test), verdict.Text, cancellationToken);
        }

        if (verdict is not { Kind: AbVerdictKind.ChallengerWins, Winner: { } winner } || test.Reason is not null)
        {
            return test;
        }

        if (!test.Settings.AutoPromote)
        {
            return await tests.NoteAsync(test, "decided", $"{verdict.Text} Complete the test to put it into production.", cancellationToken);
        }

        try
        {
            return await tests.PromoteAsync(test, winner, verdict.Text, Itself(test), cancellationToken);
        }
        catch (Exception exception) when (exception is ConflictException or ForbiddenException or NotFoundException)
        {
            // A person has to see to it: it would be the same again.
            return await tests.NoteAsync(test, "refused", $"{verdict.Text} It could not be put into production by itself: {exception.Message}", cancellationToken);
        }
    }

    // Promoted by hand, or a stop came between the promotion and the note of it.
    private Task<AbTest> LeaveAsync(AbTest test, int? production, CancellationToken cancellationToken) =>
        production is { } taken && test.ChallengerVersions.Contains(taken)
            ? tests.EndAsync(test, AbTestState.Completed, taken, Itself(test), $"{test.IdOf(taken)} went into production. {test.Report.Verdict?.Text}".TrimEnd(), cancellationToken)
            : tests.EndAsync(
                test,
                AbTestState.Stopped,
                null,
                Itself(test),
                $"{(production is { } other ? $"{test.IdOf(other)} went into production" : "Nothing is in production any more")} while it went on.",
                cancellationToken);

    // After a start, or when a file was damaged meanwhile.
    private async Task<bool> IsServedAsync(AbTest test, CancellationToken cancellationToken)
    {
        if (ArmsOf(test).Count == 0)
        {
            await plans.RefreshAsync(test.ModelName, cancellationToken);
        }

        return ArmsOf(test).Count > 0;
    }

    // What was not answered is in no log: it is taken from the arms that serve, and stored with the report.
    private Dictionary<int, long> ErrorsOf(AbTest test)
    {
        var errors = test.Versions.ToDictionary(version => version, version => test.Report.Errors.GetValueOrDefault(version));
        foreach (CandidateArm arm in ArmsOf(test))
        {
            ArmCounts counts = arm.Tally.Take();
            errors[arm.Model.Version] += counts.CandidateErrors;
            errors[test.ChampionVersion] += counts.StableErrors;
        }

        return errors;
    }

    private IReadOnlyList<CandidateArm> ArmsOf(AbTest test) =>
        plans.FindPlan(test.ModelName) is { Candidate: { } first } plan && first.HolderId == test.Id ? plan.Arms : [];

    private static Actor Itself(AbTest test) => Actor.Program($"{AbTestService.Judge} for {test.StartedBy}");
}
