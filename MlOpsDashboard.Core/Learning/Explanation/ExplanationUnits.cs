namespace MlOpsDashboard.Core.Learning.Explanation;

/// <summary>What values of an explanation mean to a reader.</summary>
public static class ExplanationUnits
{
    /// <summary>A probability, a number of the target's unit, or null for a score, which means something beside the other classes' only.</summary>
    /// <param name="space">The space of the value.</param>
    /// <param name="value">A base value or an output; not a contribution.</param>
    public static double? Readable(this ExplanationSpace space, double value) => space switch
    {
        ExplanationSpace.LogOdds => 1 / (1 + Math.Exp(-value)),
        ExplanationSpace.LogTarget => Math.Exp(value),
        ExplanationSpace.Score => null,
        _ => value,
    };

    /// <summary>Whether readable values are probabilities.</summary>
    /// <param name="space">The space.</param>
    public static bool IsProbability(this ExplanationSpace space) => space is ExplanationSpace.LogOdds or ExplanationSpace.Probability;
}
