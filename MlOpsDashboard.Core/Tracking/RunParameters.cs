namespace MlOpsDashboard.Core.Tracking;

/// <summary>Names of a run's parameters that other features read.</summary>
public static class RunParameters
{
    /// <summary>The name of the learner that was fitted.</summary>
    public const string Learner = "learner";

    /// <summary>For two classes: from which probability on the run's model says the second one.</summary>
    public const string DecisionThreshold = "decision_threshold";

    /// <summary>For two classes: the positive one, of which the figures and the threshold are.</summary>
    public const string PositiveClass = "positive_class";

    /// <summary>For two classes: why it is the positive one, in a few words.</summary>
    public const string PositiveClassSource = "positive_class_source";

    /// <summary>For numbers: the quantile that the run's model predicts.</summary>
    public const string Quantile = "quantile";
}
