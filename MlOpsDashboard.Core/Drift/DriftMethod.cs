namespace MlOpsDashboard.Core.Drift;

/// <summary>How a feature was compared.</summary>
public enum DriftMethod
{
    /// <summary>It was not: there are too few values, or the words of a text could not be read.</summary>
    NotCompared,

    /// <summary>Numbers by the two-sample test; the score is the largest gap of the distribution functions.</summary>
    KolmogorovSmirnov,

    /// <summary>Categories by Pearson's test; the score is its statistic.</summary>
    ChiSquare,

    /// <summary>Numbers by their mean way in standard deviations of the training data; the probability is that of Kolmogorov and Smirnov's test.</summary>
    Wasserstein,

    /// <summary>Categories by the distance of their shares; the probability is that of Pearson's test.</summary>
    JensenShannon,

    /// <summary>The share of missing values; the score is its difference, and the probability that of the test of two proportions.</summary>
    MissingShare,

    /// <summary>
    /// Texts by their hashed words; the score is Jensen and Shannon's distance of the slots, and the probability that of the slot which moved most, times
    /// the slots.
    /// </summary>
    TextTokens,
}
