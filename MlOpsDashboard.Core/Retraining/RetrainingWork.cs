using MlOpsDashboard.Core.AbTests;
using MlOpsDashboard.Core.Comparisons;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Deployments;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Training;
using MlOpsDashboard.Core.Training.Requests;

namespace MlOpsDashboard.Core.Retraining;

/// <summary>
/// Takes a retraining one step further. Each step begins from what is stored and is stored when it is done, so that a stop in between repeats it
/// and does no harm: the same rows are the same data-set version, the same key the same job, the same rows the same comparison.
/// </summary>
internal sealed class RetrainingWork(
    RetrainingStore store,
    RetrainingData data,
    TrainingService training,
    RegistryService registry,
    DeploymentService deployments,
    AbTestService tests,
    ChallengerTrial trial,
    RetrainingFeed feed,
    TimeProvider clock)
{
    /// <summary>Who the program is in histories.</summary>
    public const string Name = "retraining";

    private static Actor Itself => Actor.Program(Name);

    /// <summary>Takes a step, if there is one to take.</summary>
    /// <param name="decision">As it is stored.</param>
    /// <param name="cancellationToken">Ends the work; the step is repeated then.</param>
    public async Task AdvanceAsync(RetrainingDecision decision, CancellationToken cancellationToken)
    {
        try
        {
            await (decision.State switch
            {
                RetrainingState.Preparing => PrepareAsync(decision, cancellationToken),
                RetrainingState.Training => WatchAsync(decision, cancellationToken),
                RetrainingState.Judging => JudgeAsync(decision, cancellationToken),
                RetrainingState.AwaitingApproval when !decision.Policy.Approval => FollowAsync(decision, Name, cancellationToken),
                _ => Task.CompletedTask,
            }).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is InvalidException or NotFoundException or ConflictException)
        {
            // Told as the end of the retraining: it would be the same again.
            await MoveAsync(decision, RetrainingState.Failed, exception.Message, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Puts the challenger into production or begins its roll-out, if production is still what it was compared with.</summary>
    /// <param name="decision">One whose challenger has passed.</param>
    /// <param name="by">Who wants it, and was let in by a door; <see cref="Name"/> for the policy.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ConflictException">The model has a roll-out or an A/B test that goes on.</exception>
    public async Task FollowAsync(RetrainingDecision decision, string by, CancellationToken cancellationToken)
    {
        ModelRow row = await registry.GetModelAsync(decision.ModelName, cancellationToken).ConfigureAwait(false);
        if (row.Production?.Version is var now && now != decision.ChampionVersion && now != decision.ChallengerVersion)
        {
            await MoveAsync(
                decision,
                RetrainingState.Rejected,
                $"{(now is null ? "Nothing is" : $"Version {now} is")} in production by now, not version {decision.ChampionVersion}, which the challenger was compared with. Promote it by hand if it is still wanted.",
                cancellationToken).ConfigureAwait(false);
            return;
        }

        StagePermit? permit = await AgreedAsync(decision, row.Model.Policy, by, cancellationToken).ConfigureAwait(false);
        if (decision.Policy.Then is RetrainingFollowUp.Canary or RetrainingFollowUp.Shadow or RetrainingFollowUp.AbTest)
        {
            await RollOutAsync(decision, permit, by, cancellationToken).ConfigureAwait(false);
            return;
        }

        await registry.MoveAsync(
            ModelReference.Id(decision.ModelName, decision.ChallengerVersion!.Value),
            null,
            ModelStage.Production,
            $"Retraining, {decision.Trigger.ToString().ToLowerInvariant()}: {decision.Steps[^1].Text}",
            permit,
            Actor.Program(by),
            cancellationToken).ConfigureAwait(false);
        await MoveAsync(
            decision, RetrainingState.Promoted, $"Version {decision.ChallengerVersion} is in production{(by == Name ? "" : $", by {by}")}; version {decision.ChampionVersion} is archived.", cancellationToken).ConfigureAwait(false);
    }

    // A person who agrees to a challenger approves it: there is no second thing to ask. What the program decides alone is held to the policy.
    private async Task<StagePermit?> AgreedAsync(RetrainingDecision decision, StagePolicy policy, string by, CancellationToken cancellationToken)
    {
        if (by != Name)
        {
            policy.RequireOther(decision.ModelName, decision.StartedBy, by);
        }

        string challenger = ModelReference.Id(decision.ModelName, decision.ChallengerVersion!.Value);
        if (policy.NeedsStaging && (await registry.GetAsync(challenger, cancellationToken).ConfigureAwait(false)).Stage == ModelStage.None)
        {
            await registry.PromoteAsync(challenger, ModelStage.Staging, "Passed the gates of its retraining.", Actor.Program(by), cancellationToken).ConfigureAwait(false);
        }

        return by == Name ? null : new StagePermit { HeldToStaging = true };
    }

    private async Task RollOutAsync(RetrainingDecision decision, StagePermit? permit, string by, CancellationToken cancellationToken)
    {
        string challenger = ModelReference.Id(decision.ModelName, decision.ChallengerVersion!.Value);
        string comment = $"Retraining, {decision.Trigger.ToString().ToLowerInvariant()}.";
        try
        {
            await (decision.Policy.Then == RetrainingFollowUp.AbTest
                ? TestAsync(decision, challenger, comment, permit, by, cancellationToken)
                : BeginAsync(decision, challenger, comment, permit, by, cancellationToken)).ConfigureAwait(false);
        }
        catch (ConflictException exception) when (by == Name)
        {
            await MoveAsync(decision, RetrainingState.Registered, $"It stays in the registry: {exception.Message}", cancellationToken).ConfigureAwait(false);
            return;
        }

        await MoveAsync(
            decision, RetrainingState.RolledOut, $"{Begun(decision.Policy.Then)} {challenger} has begun{(by == Name ? "" : $", by {by}")}: the page {(decision.Policy.Then == RetrainingFollowUp.AbTest ? "A/B tests" : "Deployments")} shows how far it is.", cancellationToken).ConfigureAwait(false);
    }

    // A roll-out that has begun already was begun before a stop; so was a test.
    private async Task BeginAsync(RetrainingDecision decision, string challenger, string comment, StagePermit? permit, string by, CancellationToken cancellationToken)
    {
        RolloutStrategy strategy = decision.Policy.Then == RetrainingFollowUp.Canary ? RolloutStrategy.Canary : RolloutStrategy.Shadow;
        DeploymentStatus status = await deployments.ReadStatusAsync(decision.ModelName, cancellationToken).ConfigureAwait(false);
        if (status.Rollout?.CandidateVersion != decision.ChallengerVersion)
        {
            await deployments.StartAsync(new RolloutRequest(challenger, strategy, Comment: comment), permit, Actor.Program(by), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task TestAsync(RetrainingDecision decision, string challenger, string comment, StagePermit? permit, string by, CancellationToken cancellationToken)
    {
        IReadOnlyList<AbTest> known = await tests.ListAsync(decision.ModelName, cancellationToken).ConfigureAwait(false);
        if (!known.Any(test => test.ChallengerVersions.Contains(decision.ChallengerVersion!.Value)))
        {
            await tests.StartAsync(
                new AbTestRequest { ModelName = decision.ModelName, Challengers = [challenger], Comment = comment }, permit, Actor.Program(by), cancellationToken).ConfigureAwait(false);
        }
    }

    private static string Begun(RetrainingFollowUp then) => then switch
    {
        RetrainingFollowUp.Canary => "A canary of",
        RetrainingFollowUp.Shadow => "A shadow of",
        _ => "An A/B test of",
    };

    /// <summary>Stores the next state of a decision, and tells of it.</summary>
    /// <returns>False when somebody else has moved it.</returns>
    public async Task<bool> MoveAsync(RetrainingDecision decision, RetrainingState to, string text, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        RetrainingDecision moved = decision with
        {
            State = to,
            EndedAt = to is RetrainingState.Promoted or RetrainingState.RolledOut or RetrainingState.Registered or RetrainingState.Rejected or RetrainingState.Failed ? now : null,
            Steps = [.. decision.Steps, new RetrainingStep(now, to, text)],
        };
        bool stored = await store.SaveAsync(moved, decision.State, cancellationToken).ConfigureAwait(false);
        if (stored)
        {
            feed.Publish(moved);
        }

        return stored;
    }

    private static TrainingRequest Request(RetrainingDecision decision, ModelVersion champion, TrainingRequest? earlier, DatasetVersion rows)
    {
        RetrainingPolicy policy = decision.Policy;
        ValidationRequest? validation = earlier?.Validation;
        ModelSignature signature = new ActualReader(champion).Signature;
        return (earlier ?? new TrainingRequest { Metric = champion.Metric, Task = PlanWords.Tasks.WordFor(champion.Task), PositiveClass = signature.PositiveClass }) with
        {
            ModelName = champion.Name,
            Dataset = rows.Dataset,
            DatasetVersion = rows.Version,
            Target = champion.Target,
            MayLack = MayLack(signature, rows),

            // A weight that an earlier training had is no feature of this one, and predictions have none of their own.
            Features = earlier?.WeightColumn is null ? earlier?.Features : [.. signature.Features.Select(feature => feature.Name)],
            WeightColumn = policy.Data == RetrainingRows.Weighted ? WeightedDatasets.Column : null,
            Trials = policy.Trials,
            TimeBudgetSeconds = policy.TimeBudgetSeconds,
            MaxPredictMs = policy.Gates.MaxPredictMs ?? earlier?.MaxPredictMs,

            // The file is in the order of time; columns that say otherwise count as before.
            Validation = validation is { GroupColumn: not null } or { TimeColumn: not null } ? validation with { Kind = null, OuterFolds = null } : new ValidationRequest { Strategy = PlanWords.Strategies.WordFor(ValidationStrategy.Time) },
            Register = true,
        };
    }

    // What requests may lack today they may lack tomorrow, whether or not a row of the window did.
    private static IReadOnlyList<string> MayLack(ModelSignature champion, DatasetVersion rows) =>
    [
        .. champion.Features.Where(feature => feature.Nullable).Select(feature => feature.Name).Concat(champion.Ignored.Select(column => column.Name))
            .Where(name => name != champion.Target && rows.Columns.Any(column => column.Name == name)),
    ];

    private async Task PrepareAsync(RetrainingDecision decision, CancellationToken cancellationToken)
    {
        ModelVersion champion = await ChampionAsync(decision, cancellationToken).ConfigureAwait(false);
        (LabelledDataset rows, LabelledDataset holdout) = await data.StoreAsync(decision, champion, cancellationToken).ConfigureAwait(false);
        TrainingJob? earlier = await training.FindByRunAsync(champion.RunId, cancellationToken).ConfigureAwait(false);
        TrainingJob job = await training.StartAsync(
            Request(decision, champion, earlier?.Request, rows.Stored.Version), Itself, $"{Name}-{decision.Id}", cancellationToken).ConfigureAwait(false);
        string before = rows.Original > 0 ? FormattableString.Invariant($"{rows.Original:N0} rows of {champion.DatasetName}:{champion.DatasetVersion} and ") : "";
        await MoveAsync(
            decision with { Dataset = Id(rows), Holdout = Id(holdout), JobId = job.JobId },
            RetrainingState.Training,
            FormattableString.Invariant(
                $"Learns from {before}{rows.Labelled:N0} labelled predictions ({Id(rows)}), all made before {decision.HoldoutFrom:yyyy-MM-dd HH:mm:ss} UTC; {holdout.Labelled:N0} later ones are held out ({Id(holdout)})."),
            cancellationToken).ConfigureAwait(false);
    }

    private async Task WatchAsync(RetrainingDecision decision, CancellationToken cancellationToken)
    {
        TrainingJob job = await training.GetAsync(decision.JobId!, cancellationToken).ConfigureAwait(false);
        if (!job.HasEnded)
        {
            return;
        }

        ModelVersion? challenger = job.RunId is null ? null : await registry.FindByRunAsync(job.RunId, cancellationToken).ConfigureAwait(false);
        if (challenger is null)
        {
            string state = job.State.ToString().ToLowerInvariant();
            await MoveAsync(decision, RetrainingState.Failed, $"The training job {state} without a model{(job.Error is null ? "." : $": {job.Error}")}", cancellationToken).ConfigureAwait(false);
            return;
        }

        await MoveAsync(
            decision with { ChallengerVersion = challenger.Version },
            RetrainingState.Judging,
            FormattableString.Invariant($"Version {challenger.Version} ({challenger.Learner}) is the challenger, the best of {job.TrialsDone:N0} trials."),
            cancellationToken).ConfigureAwait(false);
    }

    private async Task JudgeAsync(RetrainingDecision decision, CancellationToken cancellationToken)
    {
        ModelVersion champion = await ChampionAsync(decision, cancellationToken).ConfigureAwait(false);
        ModelVersion challenger = await registry.GetAsync(ModelReference.Id(decision.ModelName, decision.ChallengerVersion!.Value), cancellationToken).ConfigureAwait(false);
        DatasetVersion holdout = await data.FindAsync(decision.Holdout!, cancellationToken).ConfigureAwait(false);
        RetrainingGates gates = decision.Policy.Gates;
        ChallengerComparison comparison = await trial.RunAsync(champion, challenger, holdout, gates, cancellationToken).ConfigureAwait(false)
            ?? throw new ConflictException($"The held-out rows do not say which is better: {AnsweringVersion.MetricOf(champion).DisplayName} is undefined on them.");
        StagePolicy asked = (await registry.GetModelAsync(decision.ModelName, cancellationToken).ConfigureAwait(false)).Model.Policy;
        bool person = decision.Policy.Approval || (asked.NeedsApproval && decision.Policy.Then is RetrainingFollowUp.Promote or RetrainingFollowUp.Canary or RetrainingFollowUp.AbTest);
        decision = decision with { Comparison = comparison, Policy = decision.Policy with { Approval = person } };
        string figures = GateWords.Figures(comparison);
        if ((GateWords.Fault(comparison, gates, challenger.Bytes) ?? SignatureGate.Fault(new ActualReader(champion).Signature, new ActualReader(challenger).Signature)) is { } fault)
        {
            await MoveAsync(decision, RetrainingState.Rejected, $"{figures} {fault}", cancellationToken).ConfigureAwait(false);
            return;
        }

        (RetrainingState next, string what) = decision.Policy switch
        {
            { Then: RetrainingFollowUp.Register } => (RetrainingState.Registered, "It has passed, and stays in the registry as the policy says."),
            _ => (RetrainingState.AwaitingApproval, $"It has passed{(decision.Policy.Approval ? "; a person has to agree before it" : ", and")} {What(decision.Policy.Then)}{(decision.Policy.Approval ? "." : " as the policy says.")}"),
        };
        await MoveAsync(decision, next, $"{figures} {what}", cancellationToken).ConfigureAwait(false);
    }

    private static string What(RetrainingFollowUp then) => then switch
    {
        RetrainingFollowUp.Canary => "goes into a canary",
        RetrainingFollowUp.Shadow => "answers as a shadow",
        RetrainingFollowUp.AbTest => "goes into an A/B test",
        _ => "goes into production",
    };

    private Task<ModelVersion> ChampionAsync(RetrainingDecision decision, CancellationToken cancellationToken) =>
        registry.GetAsync(ModelReference.Id(decision.ModelName, decision.ChampionVersion), cancellationToken);

    private static string Id(LabelledDataset made) => FormattableString.Invariant($"{made.Stored.Version.Dataset}:{made.Stored.Version.Version}");
}
