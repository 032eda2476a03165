namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>Predictions beside the truth, a sample.</summary>
/// <param name="Predicted">What the model said.</param>
/// <param name="Actual">What was so.</param>
public sealed record ResidualsDocument(double[] Predicted, double[] Actual)
{
    /// <summary>By how much each prediction was too high.</summary>
    public double[] Errors => [.. Predicted.Zip(Actual, (predicted, actual) => predicted - actual)];
}
