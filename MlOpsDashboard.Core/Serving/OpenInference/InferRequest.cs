namespace MlOpsDashboard.Core.Serving.OpenInference;

/// <summary>An inference request of the Open Inference Protocol, read but for the values of its tensors.</summary>
/// <param name="Id">The caller's own identifier, echoed in the answer; null for none.</param>
/// <param name="Inputs">The columns; at least one, all with the same number of rows.</param>
/// <param name="Outputs">The outputs that are wanted; null for all.</param>
internal sealed record InferRequest(string? Id, IReadOnlyList<InferInput> Inputs, IReadOnlyList<string>? Outputs)
{
    /// <summary>The number of rows to predict.</summary>
    public int Rows => Inputs[0].Rows;
}
