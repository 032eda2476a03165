using MlOpsDashboard.Core.Learning.Ensembles;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Preprocessing;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>
/// The last step of a search: a weighted mean of trials' models that is better on the validation rows than the best of them alone. Its
/// members are fitted again like any winner. Without time for that, the best single model stays.
/// </summary>
/// <param name="setup">The set-up.</param>
/// <param name="fitter">Fits members again.</param>
/// <param name="budget">The time.</param>
/// <param name="tell">Takes events.</param>
internal sealed class EnsembleBuilder(TrainingSetup setup, WinnerFitter fitter, BudgetClock budget, Action<TrainerEvent> tell)
{
    // Estimates may be wrong, and the ensemble has to be measured as well.
    private const double ShareToPlan = 0.7;
    private const double ShareToSpend = 0.85;

    private const string NoTime = "There is no time left to fit the members of an ensemble again: the best single model stays.";

    /// <summary>Makes an ensemble.</summary>
    /// <param name="candidates">What there is to choose from, the best first.</param>
    /// <param name="single">The best single trial with its model, which stays when nothing better comes of it.</param>
    /// <param name="cancellationToken">Once cancelled, the single model stays.</param>
    /// <returns>What wins, and why it is the single model; null for an ensemble.</returns>
    public (Winner Winner, string? WhyAlone) Build(IReadOnlyList<EnsembleCandidate> candidates, Winner single, CancellationToken cancellationToken)
    {
        if (WhyNot(candidates, single) is { } reason)
        {
            return (single, reason);
        }

        tell(new TrainerEvent.StageBegan("building an ensemble"));
        using CancellationTokenSource deadline = budget.Deadline(budget.Left * ShareToSpend);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return Build(candidates, single, budget.Elapsed, both.Token);
        }
        catch (OperationCanceledException)
        {
            return (single, cancellationToken.IsCancellationRequested ? "Cancelled while an ensemble was built: the best single model stays." : NoTime);
        }
        catch (Exception exception)
        {
            // The single model is there: a job must not end with nothing because of an extra step.
            tell(new TrainerEvent.Logged($"No ensemble could be built ({exception.Message}): the best single model stays.", Warning: true));
            return (single, null);
        }
    }

    private static string? WhyNot(IReadOnlyList<EnsembleCandidate> candidates, Winner single) =>
        candidates.Count < 2 ? "An ensemble needs two trials that were judged and can be fitted again: there is none."
        : candidates[0].Result.Number != single.Result.Number
            ? "What the best trial said on the validation rows is not at hand, as for trials of before a restart: there is no ensemble."
        : single.Fitted.Refitted ? null
        : NoTime;

    private (Winner Winner, string? WhyAlone) Build(
        IReadOnlyList<EnsembleCandidate> candidates, Winner single, TimeSpan start, CancellationToken cancellationToken)
    {
        EnsembleChoice choice = EnsembleChoice.Of(setup, candidates, budget.Left * ShareToPlan, cancellationToken);
        SortedDictionary<string, double> metrics = FoldFigures.Means(choice.Scored);
        double value = metrics.GetValueOrDefault(setup.Metric.Name, double.NaN);
        if (choice.Members.Count < 2 || !setup.Metric.IsBetter(value, single.Result.Value))
        {
            return (single, "No mean of trials is better on the validation rows than the best trial alone: there is no ensemble.");
        }

        FittedWinner fitted = Fit(choice, single, cancellationToken);
        TimeSpan? rowTime = setup.Plan.MaxRowTime is null ? null : RowTimer.Measure(fitted.Pipeline, fitted.Model, setup, budget);
        if (rowTime > setup.Plan.MaxRowTime)
        {
            return (single, "An ensemble would take longer for a row than is allowed: the best single model stays.");
        }

        ScoredRows all = FoldFigures.Pooled(choice.Scored);
        var result = new TrialResult
        {
            Number = 0,
            Learner = EnsembleModel.LearnerName,
            Hyperparameters = choice.Hyperparameters,
            Seed = setup.Plan.Seed,
            Outcome = TrialOutcome.Finished,
            Value = value,
            Metrics = metrics,
            Curves = Curves.Of(all, setup.Target.Classes),
            Importance = SourceImportance.Of(fitted.Pipeline.Features, fitted.Model.Importance),
            Threshold = setup.ThresholdBy(all),
            RowTime = rowTime,
            Duration = budget.Elapsed - start,
        };
        return (new Winner(result, choice.Hyperparameters, fitted) { Scored = choice.Scored, Ensemble = choice }, null);
    }

    private FittedWinner Fit(EnsembleChoice choice, Winner single, CancellationToken cancellationToken)
    {
        var fitted = new List<(EnsembleCandidate Candidate, double Weight, FittedWinner Winner)>();
        foreach ((EnsembleCandidate candidate, double weight) in choice.Members)
        {
            cancellationToken.ThrowIfCancellationRequested();
            FittedWinner member = candidate.Result.Number == single.Result.Number
                ? single.Fitted
                : fitter.FitOnAll(candidate.Trial, candidate.Result, () => false, cancellationToken);
            fitted.Add((candidate, weight, member));
        }

        FeaturePipeline? raw = PipelineOf(FeatureLayout.Raw);
        FeaturePipeline? dense = PipelineOf(FeatureLayout.Dense);
        FeaturePipeline pipeline = (raw ?? dense)!;
        int[] ofRaw = [.. Enumerable.Range(0, pipeline.Width)];
        int[] ofDense = ofRaw;
        if (raw is not null && dense is not null)
        {
            (pipeline, ofRaw, ofDense) = FeaturePipeline.Join(raw, dense);
        }

        var model = new EnsembleModel(
            [
                .. fitted.Select(member => new EnsembleMember(
                    member.Candidate.Result.Learner, member.Winner.Model, member.Weight, member.Winner.Pipeline.Layout == FeatureLayout.Dense ? ofDense : ofRaw)),
            ],
            pipeline.Width);
        return new FittedWinner(pipeline, model, single.Fitted.Rows, Refitted: true);

        FeaturePipeline? PipelineOf(FeatureLayout layout) => fitted.Select(member => member.Winner.Pipeline).FirstOrDefault(one => one.Layout == layout);
    }
}
