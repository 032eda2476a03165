namespace MlOpsDashboard.Core.Tracking;

/// <summary>Names of a run's parameters that other features read.</summary>
public static class RunParameters
{
    /// <summary>For two classes: from which probability on the run's model says the second one.</summary>
    public const string DecisionThreshold = "decision_threshold";

    /// <summary>For numbers: the quantile that the run's model predicts.</summary>
    public const string Quantile = "quantile";
}
