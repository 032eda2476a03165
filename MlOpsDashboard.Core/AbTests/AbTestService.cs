using MlOpsDashboard.Core.Deployments;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Plans;

namespace MlOpsDashboard.Core.AbTests;

/// <summary>
/// A/B tests: versions share a model's traffic, and are compared by what turns out to be true. Every change is stored, written into the log of
/// changes with its person, and in force for predictions before the call returns.
/// </summary>
public sealed partial class AbTestService
{
    /// <summary>The name of the program's own decisions in timelines.</summary>
    internal const string Judge = "A/B test";

    private const int Shown = 200;

    private readonly AbTestStore _store;
    private readonly RegistryService _registry;
    private readonly AbForecaster _forecaster;
    private readonly CandidateLoader _loader;
    private readonly ServingPlans _plans;
    private readonly AbTestFeed _feed;
    private readonly TimeProvider _clock;

    internal AbTestService(
        AbTestStore store, RegistryService registry, AbForecaster forecaster, CandidateLoader loader, ServingPlans plans, AbTestFeed feed, TimeProvider clock) =>
        (_store, _registry, _forecaster, _loader, _plans, _feed, _clock) = (store, registry, forecaster, loader, plans, feed, clock);

    /// <summary>Begins a test. Each challenger is loaded and answers a row first; one that cannot gets no traffic, and there is no test.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="actor">Who asks for it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such model or version.</exception>
    /// <exception cref="InvalidException">A setting is at fault, or a challenger is of another task or signature; the fields are named.</exception>
    /// <exception cref="ConflictException">Nothing is in production, a challenger is the champion or does not answer, the traffic is taken, or the model's policy asks for something first.</exception>
    public Task<AbTest> StartAsync(AbTestRequest request, Actor actor, CancellationToken cancellationToken) => StartAsync(request, null, actor, cancellationToken);

    /// <summary>The same with what lets the challengers have production's traffic in place of their model's policy; null for nothing.</summary>
    internal async Task<AbTest> StartAsync(AbTestRequest request, StagePermit? permit, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.Approver);
        (ModelVersion champion, IReadOnlyList<ModelVersion> challengers, AbTestSettings settings, IReadOnlyList<double> shares) = await CheckAsync(request, cancellationToken);
        StagePolicy policy = (await _registry.GetModelAsync(champion.Name, cancellationToken)).Model.Policy;
        foreach (ModelVersion challenger in challengers)
        {
            RolloutRules.Check(challenger, policy, permit, RolloutStrategy.Canary);
            await WarmAsync(challenger, cancellationToken);
        }

        AbForecast forecast = await _forecaster.BeforeAsync(champion, settings, shares, cancellationToken);
        DateTimeOffset now = _clock.GetUtcNow();
        var test = new AbTest
        {
            Id = Ids.New(_clock),
            ModelName = champion.Name,
            ChampionVersion = champion.Version,
            ChallengerVersions = [.. challengers.Select(challenger => challenger.Version)],
            Shares = shares,
            Settings = settings,
            Tightest = AbForecaster.TightestOf(settings, forecast),
            State = AbTestState.Running,
            StartedAt = now,
            StartedBy = actor.Name,
            Comment = string.IsNullOrWhiteSpace(request.Comment) ? null : request.Comment,
            Report = new AbTestReport { Forecast = forecast },
        };
        test = test with { Events = [new(now, actor.Name, "started", AbWords.Started(test))] };
        if (!await _store.TryAddAsync(test, cancellationToken))
        {
            throw new ConflictException(await _store.RefusalAsync(test.ModelName, cancellationToken));
        }

        await TellAsync(test);
        return test;
    }

    /// <summary>How long a test would take, and nothing else.</summary>
    /// <param name="request">What is wanted; it may be without challengers.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such model or version.</exception>
    /// <exception cref="InvalidException">A setting is at fault; the fields are named.</exception>
    /// <exception cref="ConflictException">Nothing is in production.</exception>
    public async Task<AbForecast> ReadForecastAsync(AbTestRequest request, CancellationToken cancellationToken)
    {
        (ModelVersion champion, _, AbTestSettings settings, IReadOnlyList<double> shares) = await CheckAsync(request, cancellationToken);
        return await _forecaster.BeforeAsync(champion, settings, shares, cancellationToken);
    }

    /// <summary>Ends a test: the winner goes into production where there is one; else the champion stays, and the reason is told.</summary>
    /// <param name="testId">The test. One that is completed already stays as it is.</param>
    /// <param name="actor">Who asks for it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such test.</exception>
    /// <exception cref="ConflictException">It was stopped, or the winner may not go into production.</exception>
    public async Task<AbTest> CompleteAsync(string testId, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.Approver);
        AbTest test = await GetAsync(testId, cancellationToken);
        if (test.State == AbTestState.Completed)
        {
            return test;
        }

        Demand(test, "be completed");
        AbVerdict? verdict = test.Report.Verdict;
        return verdict is { Kind: AbVerdictKind.ChallengerWins, Winner: { } winner }
            ? await PromoteAsync(test, winner, verdict.Text, actor, cancellationToken)
            : await EndAsync(
                test, AbTestState.Completed, null, actor, $"{actor.Name} completed it without a winner: {test.IdOf(test.ChampionVersion)} stays. {verdict?.Text}".TrimEnd(), cancellationToken);
    }

    /// <summary>Ends a test without a result: the champion answers everything again.</summary>
    /// <param name="testId">The test.</param>
    /// <param name="actor">Who asks for it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such test.</exception>
    /// <exception cref="ConflictException">It has ended.</exception>
    public async Task<AbTest> StopAsync(string testId, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.Approver);
        AbTest test = await GetAsync(testId, cancellationToken);
        Demand(test, "be stopped");
        return await EndAsync(test, AbTestState.Stopped, null, actor, $"{actor.Name} stopped it: {test.IdOf(test.ChampionVersion)} answers everything.", cancellationToken);
    }

    private static void Demand(AbTest test, string verb)
    {
        if (!test.IsOpen)
        {
            throw new ConflictException($"The A/B test of {test.ModelName} is {test.State.ToString().ToLowerInvariant()} and cannot {verb}.");
        }
    }

    private async Task WarmAsync(ModelVersion challenger, CancellationToken cancellationToken)
    {
        try
        {
            await _loader.WarmAsync(challenger, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whatever a model's file can do wrong, it must do it here and not to those who ask for predictions.
            throw new ConflictException($"{challenger.ModelId} could not be loaded and answer a row, so it gets no traffic: {exception.Message}");
        }
    }
}
