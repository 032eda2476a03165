namespace MlOpsDashboard.Core.Learning.Contract;

/// <summary>The names of learners in models, runs and the REST contract.</summary>
public static class LearnerNames
{
    /// <summary>What every model must beat.</summary>
    public const string Baseline = "baseline";

    /// <summary>Linear and logistic regression.</summary>
    public const string Linear = "linear";

    /// <summary>Trees, each correcting the ones before.</summary>
    public const string GradientBoosting = "gradient_boosting";

    /// <summary>Trees on random parts of the data.</summary>
    public const string RandomForest = "random_forest";

    /// <summary>Dense layers.</summary>
    public const string NeuralNetwork = "neural_network";

    /// <summary>Not a learner: the weighted mean of several models.</summary>
    public const string Ensemble = "ensemble";

    /// <summary>Whether a learner makes trees, or may.</summary>
    /// <param name="learner">Its name.</param>
    public static bool MayMakeTrees(string learner) => learner is GradientBoosting or RandomForest or Ensemble;
}
