using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Contract;

/// <summary>A learning algorithm. Stateless; one instance serves all threads.</summary>
public interface ILearner
{
    /// <summary>The name in the REST contract, such as <c>gradient_boosting</c>.</summary>
    string Name { get; }

    /// <summary>The name that people see, such as "Gradient boosting".</summary>
    string DisplayName { get; }

    /// <summary>One sentence for the person who chooses.</summary>
    string Description { get; }

    /// <summary>In which form it wants its features.</summary>
    FeatureLayout Layout { get; }

    /// <summary>Whether it looks at features at all.</summary>
    bool UsesFeatures => true;

    /// <summary>Whether it can do a task.</summary>
    /// <param name="task">The task.</param>
    bool Supports(TaskKind task);

    /// <summary>The hyper-parameters, their ranges and their defaults.</summary>
    /// <param name="task">The task.</param>
    SearchSpace SpaceFor(TaskKind task);

    /// <summary>The hyper-parameter that sets the number of steps which <see cref="IFittedModel.Steps"/> counts, or null.</summary>
    string? StepParameter => null;

    /// <summary>Fits a model. Same data, hyper-parameters and seed give the same model, bit for bit, with any number of threads.</summary>
    /// <param name="data">The training rows.</param>
    /// <param name="hyperparameters">Values for names of <see cref="SpaceFor"/>; what is absent has its default.</param>
    /// <param name="context">Seed, threads, cancellation, validation rows, progress.</param>
    /// <exception cref="OperationCanceledException">The context's token was cancelled.</exception>
    IFittedModel Fit(TrainingData data, Hyperparameters hyperparameters, TrainingContext context);

    /// <summary>Reads a model that <see cref="IFittedModel.Save"/> wrote.</summary>
    /// <param name="reader">Gives the named arrays.</param>
    /// <exception cref="InvalidDataException">Arrays are missing, of wrong length, or disagree.</exception>
    IFittedModel Load(WeightsReader reader);
}
