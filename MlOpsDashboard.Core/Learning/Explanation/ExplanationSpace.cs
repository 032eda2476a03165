namespace MlOpsDashboard.Core.Learning.Explanation;

/// <summary>In which unit contributions add up. The names are part of the REST contract.</summary>
public enum ExplanationSpace
{
    /// <summary>The logarithm of the odds of the positive class.</summary>
    LogOdds,

    /// <summary>The score of a class before softmax: its log-probability but for a constant.</summary>
    Score,

    /// <summary>The probability of a class.</summary>
    Probability,

    /// <summary>The unit of the column that is predicted.</summary>
    Target,

    /// <summary>The natural logarithm of the column that is predicted.</summary>
    LogTarget,
}
