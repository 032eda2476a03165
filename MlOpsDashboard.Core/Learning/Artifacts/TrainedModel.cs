using System.Buffers;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Preprocessing;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Artifacts;

/// <summary>All that a prediction needs: the pipeline, the fitted model and what they expect. Immutable; safe for concurrent calls.</summary>
public sealed class TrainedModel
{
    private const int MaxStackWidth = 2048;

    /// <summary>Puts a model together.</summary>
    /// <param name="signature">What goes in and comes out.</param>
    /// <param name="pipeline">Turns rows into what the model reads.</param>
    /// <param name="model">The fitted model.</param>
    /// <param name="metadata">Where it comes from.</param>
    /// <exception cref="ArgumentException">The parts do not fit each other.</exception>
    public TrainedModel(ModelSignature signature, FeaturePipeline pipeline, IFittedModel model, ModelMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(model);
        int outputs = signature.Task == TaskKind.Regression ? 1 : signature.Classes.Count;
        if (model.FeatureCount != pipeline.Width || model.OutputCount != outputs || signature.Features.Count != pipeline.Inputs.Count)
        {
            throw new ArgumentException("The model, its pipeline and its signature do not fit each other.", nameof(model));
        }

        Signature = pipeline.Steps.Count > 0 ? signature with { Steps = pipeline.Steps } : signature;
        Pipeline = pipeline;
        Model = model;
        Metadata = metadata;
        Background = BackgroundRows.Typical(signature);
    }

    /// <summary>What goes in and comes out.</summary>
    public ModelSignature Signature { get; }

    /// <summary>Turns rows into what <see cref="Model"/> reads.</summary>
    public FeaturePipeline Pipeline { get; }

    /// <summary>The fitted model.</summary>
    public IFittedModel Model { get; }

    /// <summary>Where it comes from.</summary>
    public ModelMetadata Metadata { get; }

    /// <summary>The training rows that explanations compare with.</summary>
    public BackgroundRows Background { get; init; }

    /// <summary>The number of values of an answer: 1 for regression, else the number of classes.</summary>
    public int OutputCount => Model.OutputCount;

    /// <summary>Predicts one row. Allocates nothing for up to 2,048 encoded features.</summary>
    /// <param name="row">A row of <see cref="Signature"/>.</param>
    /// <param name="outputs">At least <see cref="OutputCount"/> values: the number before <see cref="ModelSignature.TargetOffset"/> is added, or a probability for each class.</param>
    public void Predict(FeatureRow row, Span<float> outputs)
    {
        int width = Pipeline.Width;
        if (width <= MaxStackWidth)
        {
            Span<float> encoded = stackalloc float[width];
            Pipeline.TransformRow(row, encoded);
            Model.Predict(encoded, outputs);
            return;
        }

        float[] rented = ArrayPool<float>.Shared.Rent(width);
        Pipeline.TransformRow(row, rented);
        Model.Predict(rented.AsSpan(0, width), outputs);
        ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>Predicts rows of a table; bit for bit the same as one by one.</summary>
    /// <param name="table">A table with the source columns.</param>
    /// <param name="rows">The rows; null means all.</param>
    /// <param name="threads">Threads that may work at once.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>Row after row, <see cref="OutputCount"/> values each, as <see cref="Predict"/> gives them.</returns>
    /// <exception cref="InvalidException">A column is absent or cannot be read as the type that it had.</exception>
    public float[] PredictTable(DataTable table, int[]? rows = null, int threads = 1, CancellationToken cancellationToken = default)
    {
        FeatureMatrix features = Pipeline.Transform(table, rows, cancellationToken);
        float[] outputs = new float[features.Rows * OutputCount];
        Model.PredictBatch(features, outputs, threads, cancellationToken);
        return outputs;
    }

    /// <summary>The class that an answer means: for binary by <see cref="ModelMetadata.Threshold"/>, else the most probable one.</summary>
    /// <param name="outputs">An answer of a classification.</param>
    /// <returns>A position in <see cref="ModelSignature.Classes"/>.</returns>
    public int ClassOf(ReadOnlySpan<float> outputs)
    {
        if (Signature.Task == TaskKind.Binary)
        {
            return outputs[1] >= Metadata.Threshold ? 1 : 0;
        }

        int best = 0;
        for (int i = 1; i < outputs.Length; i++)
        {
            best = outputs[i] > outputs[best] ? i : best;
        }

        return best;
    }
}
