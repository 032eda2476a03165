using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Parameters;

namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>
/// Something that happened in <see cref="AutoTrainer"/>. Told at once, one after the other, on a thread that works. Of trials that run side by
/// side the steps alternate, and their ends are told in the order of their numbers.
/// </summary>
public abstract record TrainerEvent
{
    private TrainerEvent()
    {
    }

    /// <summary>A new stage began.</summary>
    /// <param name="Stage">A few words for people: <c>preparing</c>, <c>searching</c>, <c>fitting the winner</c>, <c>evaluating</c>.</param>
    public sealed record StageBegan(string Stage) : TrainerEvent;

    /// <summary>How far the work has come.</summary>
    /// <param name="Share">From 0 to 1; never falls.</param>
    public sealed record Progressed(double Share) : TrainerEvent;

    /// <summary>A trial began.</summary>
    /// <param name="Number">From 1.</param>
    /// <param name="Learner">The learner's name.</param>
    /// <param name="Hyperparameters">Every hyper-parameter's value.</param>
    /// <param name="Seed">The seed of its fit.</param>
    public sealed record TrialBegan(int Number, string Learner, Hyperparameters Hyperparameters, int Seed) : TrainerEvent;

    /// <summary>A trial made a step.</summary>
    /// <param name="Number">The trial.</param>
    /// <param name="Progress">How far it has come.</param>
    public sealed record TrialStepped(int Number, TrainingProgress Progress) : TrainerEvent;

    /// <summary>A trial ended, well or not.</summary>
    /// <param name="Result">What came out.</param>
    public sealed record TrialEnded(TrialResult Result) : TrainerEvent;

    /// <summary>A trial is better than all before it.</summary>
    /// <param name="Best">The trial.</param>
    public sealed record BestChanged(TrialResult Best) : TrainerEvent;

    /// <summary>An outer fold of nested validation ended with a value.</summary>
    /// <param name="Fold">The fold.</param>
    public sealed record OuterFoldEnded(OuterFold Fold) : TrainerEvent;

    /// <summary>A line for the log.</summary>
    /// <param name="Message">A sentence.</param>
    /// <param name="Warning">Whether a person should look at it.</param>
    public sealed record Logged(string Message, bool Warning = false) : TrainerEvent;
}
