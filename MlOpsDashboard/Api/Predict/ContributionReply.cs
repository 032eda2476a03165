using System.Text.Json;

namespace MlOpsDashboard.Api.Predict;

/// <summary>What one feature contributes; the value is as it was sent.</summary>
internal sealed record ContributionReply(string Feature, JsonElement? Value, double Contribution);
