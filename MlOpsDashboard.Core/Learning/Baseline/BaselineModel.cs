using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Baseline;

/// <summary>One answer for all.</summary>
/// <param name="features">The number of features that it looks away from.</param>
/// <param name="answer">The answer.</param>
internal sealed class BaselineModel(int features, float[] answer) : IFittedModel
{
    /// <summary>The answer.</summary>
    public ReadOnlySpan<float> Answer => answer;

    public int FeatureCount => features;

    public int OutputCount => answer.Length;

    public IReadOnlyList<double> Importance => [];

    public static BaselineModel Load(WeightsReader reader)
    {
        float[] answer = reader.Singles("answer");
        return reader.Integers("features") is [>= 0 and int features] && answer.Length > 0 && answer.All(float.IsFinite)
            ? new BaselineModel(features, answer)
            : throw new InvalidDataException("The baseline model's arrays do not fit each other.");
    }

    public void Predict(ReadOnlySpan<float> features, Span<float> outputs) => answer.CopyTo(outputs);

    public void PredictBatch(FeatureMatrix features, Memory<float> outputs, int threads, CancellationToken cancellationToken)
    {
        for (int row = 0; row < features.Rows; row++)
        {
            answer.CopyTo(outputs.Span[(row * answer.Length)..]);
        }
    }

    public void Save(WeightsWriter writer)
    {
        writer.Write("answer", answer);
        writer.Write("features", [features]);
    }
}
