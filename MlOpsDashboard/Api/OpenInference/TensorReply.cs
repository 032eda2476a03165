using System.Text.Json.Serialization;
using MlOpsDashboard.Core.Serving.OpenInference;

namespace MlOpsDashboard.Api.OpenInference;

/// <summary>A tensor that a model takes or gives.</summary>
internal sealed record TensorReply(
    string Name,
    string Datatype,
    IReadOnlyList<int> Shape,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string>? Parameters)
{
    public static TensorReply Of(TensorMetadata tensor) => new(tensor.Name, tensor.Datatype, tensor.Shape, tensor.Parameters);
}
