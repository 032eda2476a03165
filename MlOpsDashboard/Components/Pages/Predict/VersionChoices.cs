using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Predict;

/// <summary>The versions of a model that can be asked.</summary>
internal static class VersionChoices
{
    /// <summary>Production first, as a stage that moves on; then the versions by number, the latest first.</summary>
    /// <param name="registry">Knows the versions.</param>
    /// <param name="name">The model's name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The model id and the words for it.</returns>
    public static async Task<IReadOnlyList<KeyValuePair<string, string>>> ReadAsync(RegistryService registry, string name, CancellationToken cancellationToken)
    {
        IReadOnlyList<ModelVersion> versions = (await registry.VersionsAsync(name, new PageQuery(PageQuery.MaxLimit), cancellationToken)).Items;
        List<KeyValuePair<string, string>> choices = [.. versions.Select(version => KeyValuePair.Create(version.ModelId, Words(version)))];
        if (versions.FirstOrDefault(version => version.Stage == ModelStage.Production) is { } production)
        {
            choices.Insert(0, new($"{name}:production", $"production (now version {production.Version})"));
        }

        return choices;
    }

    private static string Words(ModelVersion version) => version.Stage == ModelStage.None
        ? $"version {version.Version}"
        : $"version {version.Version}, {version.Stage.ToString().ToLowerInvariant()}";
}
