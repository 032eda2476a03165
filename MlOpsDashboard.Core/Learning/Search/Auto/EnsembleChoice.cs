using MlOpsDashboard.Core.Learning.Ensembles;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Parameters;

namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>The members that an ensemble shall have, and what it answers on the validation rows.</summary>
/// <param name="Members">The members with their weights, in the order of their trials.</param>
/// <param name="Scored">The answers, fold by fold.</param>
internal sealed record EnsembleChoice(IReadOnlyList<(EnsembleCandidate Candidate, double Weight)> Members, IReadOnlyList<ScoredRows> Scored)
{
    // More would cost more time at each prediction than they are worth.
    private const int MostMembers = 10;

    /// <summary>The members and weights as parameters of a run and of the model.</summary>
    public Hyperparameters Hyperparameters => new(Members.SelectMany((member, i) => new KeyValuePair<string, object>[]
    {
        new($"member_{i + 1:00}.learner", member.Candidate.Result.Learner),
        new($"member_{i + 1:00}.trial", member.Candidate.Result.Number),
        new($"member_{i + 1:00}.weight", member.Weight),
    }));

    /// <summary>Chooses.</summary>
    /// <param name="setup">The set-up.</param>
    /// <param name="candidates">What there is to choose from; the best first, which is a member in any case.</param>
    /// <param name="time">The time that there is to fit the other members again.</param>
    /// <param name="cancellationToken">Ends the choice with an exception.</param>
    public static EnsembleChoice Of(TrainingSetup setup, IReadOnlyList<EnsembleCandidate> candidates, TimeSpan time, CancellationToken cancellationToken)
    {
        int[] counts = new GreedySelection(setup.Metric, [.. candidates.Select(candidate => candidate.Scored)], setup.Plan.Threads)
            .Choose(Admits, cancellationToken);
        double total = counts.Sum();
        (EnsembleCandidate Candidate, double Weight)[] members =
        [
            .. candidates
                .Select((candidate, i) => (candidate, counts[i] / total))
                .Where(member => member.Item2 > 0)
                .OrderBy(member => member.candidate.Result.Number),
        ];
        return new EnsembleChoice(members, GreedySelection.Blend([.. members.Select(member => (member.Candidate.Scored, member.Weight))]));

        bool Admits(IReadOnlyList<int> chosen, int candidate)
        {
            int[] all = [.. Enumerable.Range(0, candidates.Count).Where(i => chosen[i] > 0 || i == candidate)];
            return all.Length <= MostMembers
                && Sum(all.Where(i => i > 0), result => FittedTrial.RefitEstimate(result, setup)) <= time
                && !(Sum(all, result => result.RowTime ?? TimeSpan.Zero) > setup.Plan.MaxRowTime);
        }

        TimeSpan Sum(IEnumerable<int> places, Func<TrialResult, TimeSpan> part) => TimeSpan.FromTicks(places.Sum(i => part(candidates[i].Result).Ticks));
    }
}
