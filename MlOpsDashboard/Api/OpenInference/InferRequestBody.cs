using System.Text.Json;

namespace MlOpsDashboard.Api.OpenInference;

/// <summary>An inference request as the protocol describes it. It is here for OpenAPI: the serving path reads the bytes itself.</summary>
internal sealed record InferRequestBody(
    string? Id,
    JsonElement? Parameters,
    IReadOnlyList<InferRequestBody.InputTensor> Inputs,
    IReadOnlyList<InferRequestBody.WantedOutput>? Outputs)
{
    /// <summary>A feature's column.</summary>
    internal sealed record InputTensor(string Name, IReadOnlyList<int> Shape, string Datatype, JsonElement? Parameters, JsonElement Data);

    /// <summary>An output to answer with.</summary>
    internal sealed record WantedOutput(string Name, JsonElement? Parameters);
}
