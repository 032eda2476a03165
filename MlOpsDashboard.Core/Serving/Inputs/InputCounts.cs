namespace MlOpsDashboard.Core.Serving.Inputs;

/// <summary>What came in for a version. Immutable.</summary>
/// <param name="Rows">Rows that were good enough to be scored.</param>
/// <param name="Refused">Rows that were refused for their content.</param>
/// <param name="UnknownFields">Fields that are none of the model's.</param>
/// <param name="Features">Features with something to count, by name.</param>
internal sealed record InputCounts(long Rows, long Refused, long UnknownFields, IReadOnlyDictionary<string, FeatureCounts> Features)
{
    /// <summary>Nothing.</summary>
    public static InputCounts None { get; } = new(0, 0, 0, new Dictionary<string, FeatureCounts>());

    /// <summary>The sum.</summary>
    /// <param name="other">Added to this.</param>
    public InputCounts Plus(InputCounts other)
    {
        var features = new Dictionary<string, FeatureCounts>(Features, StringComparer.Ordinal);
        foreach ((string name, FeatureCounts counts) in other.Features)
        {
            features[name] = features.GetValueOrDefault(name).Plus(counts);
        }

        return new(Rows + other.Rows, Refused + other.Refused, UnknownFields + other.UnknownFields, features);
    }
}
