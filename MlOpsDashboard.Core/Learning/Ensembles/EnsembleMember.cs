using MlOpsDashboard.Core.Learning.Contract;

namespace MlOpsDashboard.Core.Learning.Ensembles;

/// <summary>A model of an ensemble.</summary>
/// <param name="Learner">The name of its learner.</param>
/// <param name="Model">The model.</param>
/// <param name="Weight">Its share of the answer, above 0.</param>
/// <param name="Features">Which of the ensemble's features it reads, in its own order.</param>
internal sealed record EnsembleMember(string Learner, IFittedModel Model, double Weight, IReadOnlyList<int> Features)
{
    /// <summary>Whether its features stand side by side.</summary>
    public bool IsSpan { get; } = Features.Select((feature, i) => feature - i).Distinct().Count() == 1;

    /// <summary>A row of its own features.</summary>
    /// <param name="row">The ensemble's features.</param>
    /// <param name="buffer">Takes the values where they must be gathered; as long as the model's features at least.</param>
    public ReadOnlySpan<float> Own(ReadOnlySpan<float> row, Span<float> buffer)
    {
        if (IsSpan)
        {
            return row.Slice(Features[0], Features.Count);
        }

        for (int i = 0; i < Features.Count; i++)
        {
            buffer[i] = row[Features[i]];
        }

        return buffer[..Features.Count];
    }
}
