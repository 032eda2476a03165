using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Retraining;

/// <summary>Whether whoever asks the champion could ask the challenger the same: a model that follows by itself must not refuse what was answered before.</summary>
internal static class SignatureGate
{
    private const int Named = 5;

    /// <summary>What the challenger would refuse; null when it takes all that the champion takes.</summary>
    /// <param name="champion">The champion's signature.</param>
    /// <param name="challenger">The challenger's.</param>
    public static string? Fault(ModelSignature champion, ModelSignature challenger)
    {
        HashSet<string> taken = [.. challenger.Features.Select(feature => feature.Name), .. challenger.Ignored.Select(column => column.Name)];
        Dictionary<string, FeatureSignature> before = champion.Features.ToDictionary(feature => feature.Name, StringComparer.Ordinal);
        string[] unknown = [.. before.Keys.Concat(champion.Ignored.Select(column => column.Name)).Where(name => !taken.Contains(name))];
        if (unknown.Length > 0)
        {
            return $"It does not know {Shown(unknown)}, which requests may hold, so the champion stays.";
        }

        string[] needed = [.. challenger.Features.Where(feature => !feature.Nullable && before.GetValueOrDefault(feature.Name) is not { Nullable: false }).Select(feature => feature.Name)];
        if (needed.Length > 0)
        {
            return $"It must have {Shown(needed)}, which requests may lack: no row that it learned from did. So the champion stays.";
        }

        string[] retyped = [.. challenger.Features.Where(feature => before.TryGetValue(feature.Name, out FeatureSignature? old) && old.Type != feature.Type).Select(feature => feature.Name)];
        return retyped.Length > 0 ? $"It reads {Shown(retyped)} as another type, so the champion stays." : null;
    }

    private static string Shown(string[] names) => string.Join(", ", names.Take(Named)) + (names.Length > Named ? $" and {names.Length - Named} more" : "");
}
