using System.Text.Json;

namespace MlOpsDashboard.Components.Pages.Training;

/// <summary>A fixed hyper-parameter as it is kept.</summary>
/// <param name="Learner">The name of the learner.</param>
/// <param name="Parameter">The name of the hyper-parameter; null until it is chosen.</param>
/// <param name="Values">Its value, and those of what matters by it.</param>
public sealed record FixedParameterEntry(string Learner, string? Parameter, IReadOnlyDictionary<string, JsonElement> Values)
{
    /// <summary>A value out of JSON; null for none.</summary>
    /// <param name="value">The JSON.</param>
    public static object? Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number when value.TryGetInt32(out int whole) => whole,
        JsonValueKind.Number => value.GetDouble(),
        _ => null,
    };
}
