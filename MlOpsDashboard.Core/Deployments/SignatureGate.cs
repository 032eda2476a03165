using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Deployments;

/// <summary>Whether whoever asks the champion could ask the challenger the same: a model that follows must not refuse what was answered before, nor answer in other words.</summary>
internal static class SignatureGate
{
    private const int Named = 5;

    /// <summary>What keeps a candidate from standing beside the stable version, field by field; empty when nothing does.</summary>
    /// <param name="stable">The stable version's signature.</param>
    /// <param name="candidate">The candidate's.</param>
    public static IReadOnlyList<Fault> Differences(ModelSignature stable, ModelSignature candidate)
    {
        var errors = new RequestErrors();
        errors.Require(stable.Task == candidate.Task, "task", $"The candidate's task is {Word(candidate.Task)}, the stable version's {Word(stable.Task)}.");
        errors.Require(stable.Target == candidate.Target, "target", $"The candidate predicts {candidate.Target}, the stable version {stable.Target}.");
        errors.Require(
            stable.Classes.Order(StringComparer.Ordinal).SequenceEqual(candidate.Classes.Order(StringComparer.Ordinal), StringComparer.Ordinal),
            "classes",
            $"The candidate answers {Shown([.. candidate.Classes])}, the stable version {Shown([.. stable.Classes])}.");
        foreach (FeatureSignature feature in stable.Features)
        {
            int place = candidate.IndexOf(feature.Name);
            errors.Require(place >= 0 || candidate.Ignores(feature.Name), $"features.{feature.Name}", $"The candidate does not know {feature.Name}, which requests may hold.");
            errors.Require(
                place < 0 || candidate.Features[place].Type == feature.Type,
                $"features.{feature.Name}",
                $"The candidate reads {feature.Name} as {(place < 0 ? null : Word(candidate.Features[place].Type))}, the stable version as {Word(feature.Type)}.");
        }

        foreach (FeatureSignature feature in candidate.Features.Where(feature => !feature.Nullable))
        {
            int place = stable.IndexOf(feature.Name);
            errors.Require(place >= 0 && !stable.Features[place].Nullable, $"features.{feature.Name}", $"The candidate must have {feature.Name}, which requests may lack.");
        }

        return errors.All;
    }

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

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Shown(string[] names) => string.Join(", ", names.Take(Named)) + (names.Length > Named ? $" and {names.Length - Named} more" : "");
}
