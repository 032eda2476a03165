using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace MlOpsDashboard.Core.Tracking;

/// <summary>Keeps a model summary as JSON.</summary>
internal sealed class ModelSummaryConverter() : ValueConverter<ModelSummary, string>(
    value => JsonSerializer.Serialize(value, JsonSerializerOptions.Default),
    text => JsonSerializer.Deserialize<ModelSummary>(text, JsonSerializerOptions.Default)!);
