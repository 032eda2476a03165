using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Contract;

/// <summary>A trained predictor over encoded features. Immutable; safe for concurrent calls.</summary>
public interface IFittedModel
{
    /// <summary>The number of encoded features that it expects.</summary>
    int FeatureCount { get; }

    /// <summary>The number of values of an answer: 1 for regression, the number of classes (2 for binary) for classification.</summary>
    int OutputCount { get; }

    /// <summary>
    /// The relative importance of each encoded feature (gain for trees, |coefficient| for linear models), adding up to 1,
    /// or empty when the model has none.
    /// </summary>
    IReadOnlyList<double> Importance { get; }

    /// <summary>
    /// The steps (rounds, epochs) that were kept after early stopping, for a refit on more rows without validation rows; 0 when
    /// the model has none. See <see cref="ILearner.StepParameter"/>.
    /// </summary>
    int Steps => 0;

    /// <summary>Predicts one row, without allocating.</summary>
    /// <param name="features"><see cref="FeatureCount"/> values.</param>
    /// <param name="outputs"><see cref="OutputCount"/> values: the number, or a probability for each class, adding up to 1.</param>
    void Predict(ReadOnlySpan<float> features, Span<float> outputs);

    /// <summary>Predicts many rows; bit for bit the same as one by one.</summary>
    /// <param name="features">The rows.</param>
    /// <param name="outputs">Row after row, <see cref="OutputCount"/> values each.</param>
    /// <param name="threads">Threads that may work at once.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    void PredictBatch(FeatureMatrix features, Memory<float> outputs, int threads, CancellationToken cancellationToken);

    /// <summary>Writes everything that <see cref="ILearner.Load"/> needs.</summary>
    /// <param name="writer">Takes named arrays.</param>
    void Save(WeightsWriter writer);
}
