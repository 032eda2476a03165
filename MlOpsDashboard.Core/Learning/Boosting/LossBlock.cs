namespace MlOpsDashboard.Core.Learning.Boosting;

/// <summary>A block of rows for a loss to work on. Arrays of several outputs hold output after output.</summary>
/// <param name="scores">The block's first score of the first output.</param>
/// <param name="targets">The block's targets.</param>
/// <param name="weights">The block's weights, or null when all are 1.</param>
/// <param name="count">The block's rows.</param>
/// <param name="pitch">Elements from an output to the next.</param>
internal readonly unsafe struct LossBlock(float* scores, float* targets, float* weights, int count, long pitch)
{
    public readonly float* Scores = scores;

    public readonly float* Targets = targets;

    public readonly float* Weights = weights;

    public readonly int Count = count;

    public readonly long Pitch = pitch;

    public double Weight(int row) => Weights is null ? 1 : Weights[row];
}
