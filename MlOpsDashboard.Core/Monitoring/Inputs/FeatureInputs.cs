using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Serving.Inputs;

namespace MlOpsDashboard.Core.Monitoring.Inputs;

/// <summary>How the live values of a feature compare with those that training saw.</summary>
public sealed record FeatureInputs
{
    /// <summary>What training saw.</summary>
    public required FeatureSignature Feature { get; init; }

    /// <summary>Values that are missing, of the rows that were taken.</summary>
    public required InputShare Missing { get; init; }

    /// <summary>Values outside the range of training, or words that training had not seen, of the values that are there.</summary>
    public required InputShare Odd { get; init; }

    /// <summary>Rows refused because of this feature, of all rows.</summary>
    public required InputShare Refused { get; init; }

    /// <summary>Rows refused because it was missing where training always had it.</summary>
    public required long RefusedMissing { get; init; }

    /// <summary>Rows refused because it was of a wrong type.</summary>
    public required long RefusedType { get; init; }

    /// <summary>Rows refused because it came twice.</summary>
    public required long RefusedTwice { get; init; }

    /// <summary>Whether anything is clearly worse than in training.</summary>
    public bool Flagged => Missing.Flagged || Odd.Flagged || Refused.Flagged;

    /// <summary>By how much the worst share is greater than in training.</summary>
    public double Excess => Math.Max(Missing.Excess, Math.Max(Odd.Excess, Refused.Excess));

    /// <summary>Compares.</summary>
    internal static FeatureInputs Of(FeatureSignature feature, InputCounts counts, long? trainingRows)
    {
        FeatureCounts of = counts.Features.GetValueOrDefault(feature.Name);
        return new FeatureInputs
        {
            Feature = feature,
            Missing = InputRule.Judge(of.Missing, counts.Rows, feature.MissingShare, trainingRows),
            Odd = InputRule.Judge(of.Odd, counts.Rows - of.Missing, 0, Present(feature, trainingRows)),
            Refused = InputRule.Judge(of.Refused, counts.Rows + counts.Refused, 0, null),
            RefusedMissing = of.RefusedMissing,
            RefusedType = of.RefusedType,
            RefusedTwice = of.RefusedTwice,
        };
    }

    // The fewer values training saw, the more often a new one of the same kind lies beyond them.
    private static long? Present(FeatureSignature feature, long? rows) => (long?)(rows * (1 - feature.MissingShare));
}
