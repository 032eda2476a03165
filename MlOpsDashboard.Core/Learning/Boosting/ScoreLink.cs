namespace MlOpsDashboard.Core.Learning.Boosting;

/// <summary>How the sums of trees become answers. The numbers are part of the file format.</summary>
internal enum ScoreLink
{
    /// <summary>The sum is the answer.</summary>
    Identity = 0,

    /// <summary>The sum is the log-odds of class 1.</summary>
    Logistic = 1,

    /// <summary>The sums are log-probabilities but for a constant.</summary>
    Softmax = 2,

    /// <summary>The sum is the answer's logarithm.</summary>
    Exponential = 3,
}
