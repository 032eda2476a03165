namespace MlOpsDashboard.Core.Serving.OpenInference;

/// <summary>A tensor that a model takes or gives.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Datatype">The protocol's word.</param>
/// <param name="Shape">Its sizes; −1 for any number of rows.</param>
/// <param name="Parameters">More about it, such as which class each column of probabilities is of; null for nothing.</param>
public sealed record TensorMetadata(string Name, string Datatype, IReadOnlyList<int> Shape, IReadOnlyDictionary<string, string>? Parameters = null);
