using System.Text.Json;

namespace MlOpsDashboard.Core.Monitoring.GroundTruth;

/// <summary>What of a stored prediction decides its place in a listing.</summary>
/// <param name="Id">The row.</param>
/// <param name="At">When it was made.</param>
/// <param name="Outputs">A JSON array of probabilities, or of the number.</param>
/// <param name="Labelled">Whether its truth is known.</param>
internal sealed record PredictionKey(long Id, DateTimeOffset At, string Outputs, bool Labelled)
{
    /// <summary>The lead of the best class over the next; infinite for a number.</summary>
    public double Margin => MarginOf(JsonSerializer.Deserialize<float[]>(Outputs)!);

    /// <summary>The lead of the best class over the next; infinite for a number.</summary>
    /// <param name="outputs">Probabilities, or one number.</param>
    public static double MarginOf(ReadOnlySpan<float> outputs)
    {
        float best = float.NegativeInfinity;
        float next = float.NegativeInfinity;
        foreach (float output in outputs)
        {
            if (output > best)
            {
                (best, next) = (output, best);
            }
            else if (output > next)
            {
                next = output;
            }
        }

        return outputs.Length < 2 ? double.PositiveInfinity : (double)best - next;
    }
}
