namespace MlOpsDashboard.Core.Serving.OpenInference;

/// <summary>One input tensor of a request: a column of values, one for each row. The values stay as bytes until the model is known.</summary>
/// <param name="Name">The feature's name.</param>
/// <param name="Datatype">What the values are.</param>
/// <param name="Rows">How many there are.</param>
/// <param name="IsMatrix">Whether the shape is [n,1] and not [n]; then the values may be nested.</param>
/// <param name="DataStart">Where the array of values begins in the body.</param>
/// <param name="DataLength">The array's length in bytes.</param>
internal sealed record InferInput(string Name, TensorDatatype Datatype, int Rows, bool IsMatrix, int DataStart, int DataLength);
