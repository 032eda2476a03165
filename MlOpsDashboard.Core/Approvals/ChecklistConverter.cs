using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace MlOpsDashboard.Core.Approvals;

/// <summary>Keeps a checklist as JSON.</summary>
internal sealed class ChecklistConverter() : ValueConverter<ApprovalChecklist, string>(
    value => JsonSerializer.Serialize(value, Json),
    text => JsonSerializer.Deserialize<ApprovalChecklist>(text, Json)!)
{
    private static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };
}
