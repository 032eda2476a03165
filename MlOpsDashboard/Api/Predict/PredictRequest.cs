using System.Text.Json;

namespace MlOpsDashboard.Api.Predict;

/// <summary>A request as the contract describes it. It is here for OpenAPI: the serving path reads the bytes itself.</summary>
internal sealed record PredictRequest(
    string? ModelName, string? ModelId, JsonElement Features, string? RequestId, string? RoutingKey, JsonElement? Explain, bool? WhatIf);
