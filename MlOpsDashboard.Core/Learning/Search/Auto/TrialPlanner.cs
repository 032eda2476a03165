using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Parameters;

namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>
/// Says what to try next: first each learner with its defaults, the fast ones first, then points of the sampler, more of them for
/// learners that did well. Depends on the plan and on what came out, never on time.
/// </summary>
/// <param name="setup">The set-up.</param>
internal sealed class TrialPlanner(TrainingSetup setup)
{
    // How often the next trial goes to the learner that is best so far.
    private const double Loyalty = 0.5;

    private readonly ISampler _sampler = setup.Plan.Sampler;
    private readonly ILearner[] _searched = [.. setup.Learners.Where(learner => SpaceOf(setup, learner).Parameters.Any(parameter => parameter.Searched))];

    /// <summary>The number of trials that there will be.</summary>
    public int Total => _searched.Length == 0 ? setup.Learners.Count : Math.Max(setup.Plan.Trials + Free, 1);

    /// <summary>How many learners have not been tried yet.</summary>
    /// <param name="done">The number of trials so far.</param>
    public int Untried(int done) => Math.Max(0, Math.Min(setup.Learners.Count, Total) - done);

    // A baseline that nobody asked for is an extra.
    private int Free => setup.Plan.Learners is null && setup.Learners.Any(learner => learner.Name == LearnerNames.Baseline) ? 1 : 0;

    /// <summary>The next trial, or null when all is done.</summary>
    /// <param name="done">The trials so far.</param>
    /// <param name="pending">Trials behind them that nothing has come out of yet.</param>
    public Trial? Next(IReadOnlyList<TrialResult> done, IReadOnlyList<Trial> pending)
    {
        int number = done.Count + pending.Count + 1;
        if (number > Total)
        {
            return null;
        }

        int seed = SeededRandom.Derive(setup.Plan.Seed, number);
        if (number <= setup.Learners.Count)
        {
            ILearner first = setup.Learners[number - 1];
            return new Trial(number, first, Complete(first, Hyperparameters.None), seed);
        }

        ILearner learner = Choose(done, new SeededRandom(setup.Plan.Seed, number));
        Hyperparameters proposed = _sampler.Propose(SpaceOf(setup, learner), HistoryOf(learner, done, pending), seed);
        return new Trial(number, learner, Complete(learner, proposed), seed);
    }

    // What a person fixed is no longer searched.
    private static SearchSpace SpaceOf(TrainingSetup setup, ILearner learner)
    {
        SearchSpace space = learner.SpaceFor(setup.Task);
        return setup.Plan.Fixed.TryGetValue(learner.Name, out Hyperparameters? values)
            ? new SearchSpace([.. space.Parameters.Select(parameter => values.Values.ContainsKey(parameter.Name) ? parameter with { Searched = false } : parameter)])
            : space;
    }

    private ILearner Choose(IReadOnlyList<TrialResult> done, SeededRandom random)
    {
        TrialResult? best = setup.Metric.Best(
            done.Where(result => _searched.Any(learner => learner.Name == result.Learner)), result => result.Value);
        return best is not null && random.NextDouble() < Loyalty
            ? _searched.First(learner => learner.Name == best.Learner)
            : _searched[random.Next(_searched.Length)];
    }

    // What runs counts as bad until it is known (constant liar): two proposals of a batch do not crowd at one place.
    private List<Observation> HistoryOf(ILearner learner, IReadOnlyList<TrialResult> done, IReadOnlyList<Trial> pending) =>
    [
        .. done
            .Where(result => result.Learner == learner.Name && result.Outcome != TrialOutcome.Pruned)
            .Select(result => new Observation(result.Hyperparameters, result.Outcome == TrialOutcome.Finished ? setup.Metric.ToLoss(result.Value) : double.NaN)),
        .. pending.Where(trial => trial.Learner == learner).Select(trial => new Observation(trial.Hyperparameters, Loss: null)),
    ];

    private Hyperparameters Complete(ILearner learner, Hyperparameters proposed)
    {
        Hyperparameters complete = learner.SpaceFor(setup.Task).Defaults.With(proposed);
        return setup.Plan.Fixed.TryGetValue(learner.Name, out Hyperparameters? values) ? complete.With(values) : complete;
    }
}
