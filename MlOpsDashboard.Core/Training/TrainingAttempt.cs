using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Core.Training.Requests;

namespace MlOpsDashboard.Core.Training;

/// <summary>The work of a job, once: load the data, train, keep the winner.</summary>
internal sealed class TrainingAttempt(TrainingTools tools, TrainingJob job, TrainingJournal journal, CancellationToken cancelled, CancellationToken shutdown)
{
    private readonly TrainingRequest _request = job.Request;

    /// <summary>Does the work.</summary>
    /// <returns>How it ended.</returns>
    /// <exception cref="OperationCanceledException">The program stops: the job is to be run again.</exception>
    public async Task<TrainingEnd> RunAsync()
    {
        TrainingInput input = await new TrainingLoader(tools.Datasets, journal).LoadAsync(_request, shutdown).ConfigureAwait(false);
        IReadOnlyList<TrialResult> past = TrialState.Resume(await tools.Jobs.TrialsAsync(job.JobId, shutdown).ConfigureAwait(false));
        await tools.Jobs.DeleteTrialsAsync(job.JobId, past.Count, shutdown).ConfigureAwait(false);
        TrainingPlan plan = TrainingPlans.Of(_request, input.Target.Task, input.Version, tools.Threads, past) with { Classes = input.Classes, PastFolds = job.OuterFolds };
        Metric metric = plan.Metric is null ? MetricCatalog.DefaultFor(input.Target.Task) : MetricCatalog.Find(plan.Metric)!;
        var teller = new TrainingTeller(journal, metric);
        teller.Remember(past);
        NewRun facts = RunFacts.Of(job, input.Version, metric.Name, tools.Threads);
        string runId = job.RunId ?? await BeginRunAsync(facts, RunSettings.Of(_request, plan, input.Target, metric.Name)).ConfigureAwait(false);
        var keeper = new WinnerKeeper(tools.Tracking, tools.Artifacts, tools.Clock, journal);
        try
        {
            TrainerOutcome outcome = await TrainAsync(input, plan, facts with { ParentRunId = runId }, teller).ConfigureAwait(false);
            using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancelled, shutdown);
            return await keeper.KeepAsync(runId, _request.Target!, outcome, giveUp.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            await keeper.FinishAsync(runId, RunStatus.Failed, TrainingRunner.Sentence(exception), shutdown).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<string> BeginRunAsync(NewRun facts, Dictionary<string, string> settings)
    {
        Run run = await tools.Tracking.StartAsync(
            facts with
            {
                Name = $"{job.ModelName}: search",
                RegisterAs = _request.Register == true ? job.ModelName : null,
                Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["kind"] = "search" },
                Parameters = new Dictionary<string, string>(settings.Concat(RequestedSteps.Facts(_request)), StringComparer.Ordinal),
            },
            shutdown).ConfigureAwait(false);
        journal.Update(row => (row.RunId, row.BestMetric) = (run.RunId, facts.Metric));

        // Stored before anything can be registered: after a crash it tells that the job was done.
        await journal.FlushAsync(shutdown).ConfigureAwait(false);
        return run.RunId;
    }

    private async Task<TrainerOutcome> TrainAsync(TrainingInput input, TrainingPlan plan, NewRun template, TrainingTeller teller)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancelled, shutdown);
        var recorder = new TrialRecorder(tools.Tracking, journal, template, job.JobId, tools.Clock, stop.Token);
        var trainer = new AutoTrainer(tools.Clock, happened =>
        {
            recorder.Hear(happened);
            teller.Tell(happened);
        });
        try
        {
            // Not handed the token: a job that is cancelled while it waits for a thread still says in a sentence how it ended.
            TrainerOutcome outcome = await tools.Workers.RunAsync(_ => trainer.Run(input.Table, plan, stop.Token), CancellationToken.None).ConfigureAwait(false);
            shutdown.ThrowIfCancellationRequested();
            return outcome;
        }
        finally
        {
            await recorder.CompleteAsync().ConfigureAwait(false);
        }
    }
}
