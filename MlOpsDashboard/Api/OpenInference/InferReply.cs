using System.Text.Json;

namespace MlOpsDashboard.Api.OpenInference;

/// <summary>An answer as the protocol describes it. It is here for OpenAPI: the serving path writes the bytes itself.</summary>
internal sealed record InferReply(string ModelName, string ModelVersion, string? Id, IReadOnlyList<InferReply.OutputTensor> Outputs)
{
    /// <summary>One output of all rows.</summary>
    internal sealed record OutputTensor(string Name, string Datatype, IReadOnlyList<int> Shape, JsonElement Data);
}
