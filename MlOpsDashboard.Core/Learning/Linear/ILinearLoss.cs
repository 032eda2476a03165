namespace MlOpsDashboard.Core.Learning.Linear;

/// <summary>A loss of linear predictions.</summary>
internal interface ILinearLoss
{
    /// <summary>Predictions a row.</summary>
    int Outputs { get; }

    /// <summary>The sum of the losses; each prediction is replaced by the derivative of its row's loss.</summary>
    /// <param name="margins">For each output a prediction a row.</param>
    /// <param name="target">The answers.</param>
    /// <param name="weights">A weight a row, or empty.</param>
    double Residuals(double[][] margins, ReadOnlySpan<float> target, ReadOnlySpan<float> weights);
}
