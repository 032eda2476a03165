using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Core.AbTests;

public sealed partial class AbTestService
{
    /// <summary>A test.</summary>
    /// <param name="testId">Its identifier.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is no such test.</exception>
    public async Task<AbTest> GetAsync(string testId, CancellationToken cancellationToken) =>
        await _store.FindAsync(testId, cancellationToken) ?? throw new NotFoundException($"There is no A/B test {testId}.");

    /// <summary>The tests, the latest first.</summary>
    /// <param name="model">Those of one model; null for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<IReadOnlyList<AbTest>> ListAsync(string? model, CancellationToken cancellationToken) => _store.LatestAsync(model, Shown, cancellationToken);

    /// <summary>Puts the winner into production and ends the test. Promoted first: what a stop cuts off after that is found by the next look.</summary>
    internal async Task<AbTest> PromoteAsync(AbTest test, int winner, string text, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.Approver);
        await _registry.PromoteAsync(test.IdOf(winner), ModelStage.Production, $"A/B test {test.Id}: {text}", actor, cancellationToken);
        return await EndAsync(test, AbTestState.Completed, winner, actor, $"{text} {test.IdOf(winner)} is in production.", cancellationToken);
    }

    /// <summary>Ends a test.</summary>
    internal Task<AbTest> EndAsync(AbTest test, AbTestState state, int? winner, Actor actor, string reason, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.Approver);
        return SaveAsync(
            test with { State = state, Winner = winner, Reason = reason, EndedAt = _clock.GetUtcNow() }, actor.Name, state.ToString().ToLowerInvariant(), reason, cancellationToken);
    }

    /// <summary>Notes what was decided, or why the winner could not be promoted; the test goes on.</summary>
    internal Task<AbTest> NoteAsync(AbTest test, string kind, string text, CancellationToken cancellationToken) =>
        SaveAsync(test with { Reason = text }, Judge, kind, text, cancellationToken);

    /// <summary>Stores what was measured, and shows it to whoever watches; that is no change of the test.</summary>
    internal async Task<AbTest> ReportAsync(AbTest test, AbTestReport report, CancellationToken cancellationToken)
    {
        AbTest measured = test with { Report = report };
        await _store.ReportAsync(test.Id, report, cancellationToken);
        _feed.Publish(measured);
        return measured;
    }

    private async Task<AbTest> SaveAsync(AbTest test, string actor, string kind, string text, CancellationToken cancellationToken)
    {
        AbTest changed = test with { Events = [.. test.Events, new(_clock.GetUtcNow(), actor, kind, text)] };
        AbTest saved = await _store.TrySaveAsync(changed, cancellationToken)
            ?? throw new ConflictException($"The A/B test of {test.ModelName} was changed at the same moment: look again.");
        await TellAsync(saved);
        return saved;
    }

    // Stored is stored: whoever hung up meanwhile, predictions must follow it.
    private async Task TellAsync(AbTest test)
    {
        await _plans.RefreshAsync(test.ModelName, CancellationToken.None);
        _feed.Publish(test);
    }

    private async Task<(ModelVersion Champion, IReadOnlyList<ModelVersion> Challengers, AbTestSettings Settings, IReadOnlyList<double> Shares)> CheckAsync(
        AbTestRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        IReadOnlyList<double> shares = AbTestRules.Check(request);
        string name = request.ModelName ?? ModelReference.Parse(request.Challengers[0]).Name;
        ModelVersion champion = (await _registry.GetModelAsync(name, cancellationToken)).Production
            ?? throw new ConflictException($"{name} has no version in production to compare with: promote one first.");
        if (request.Champion is { } wanted && (await _registry.GetAsync(wanted, cancellationToken)).ModelId is var id && id != champion.ModelId)
        {
            throw new ConflictException($"The champion is the version in production, {champion.ModelId}, not {id}: promote {id} first, or leave champion out.");
        }

        AbMetric metric = AbTestRules.MetricOf(request.Metric, champion.Task);
        AbTestRules.CheckCovariate(request.Settings.Covariate, champion);
        var challengers = new List<ModelVersion>();
        foreach (string challenger in request.Challengers)
        {
            ModelVersion version = await _registry.GetAsync(challenger, cancellationToken);
            AbTestRules.Check(version, champion);
            challengers.Add(version);
        }

        return challengers.DistinctBy(version => version.Version).Count() == challengers.Count
            ? (champion, challengers, request.Settings with { Metric = metric }, shares)
            : throw new InvalidException("challengers", "challengers must be different versions.");
    }
}
