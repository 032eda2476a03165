using System.Text.Json;

namespace MlOpsDashboard.Api.Predict;

/// <summary>A batch as the contract describes it. It is here for OpenAPI: the serving path reads the bytes itself.</summary>
internal sealed record PredictBatchRequest(string? ModelName, string? ModelId, IReadOnlyList<JsonElement> Instances, string? RoutingKey);
