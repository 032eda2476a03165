using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Api.Registry;

/// <summary>A registered model: how many versions it has, and which ones are where.</summary>
internal sealed record ModelReply(
    string Name,
    string Description,
    int TotalVersions,
    int? LatestVersion,
    int? StagingVersion,
    int? ProductionVersion,
    IReadOnlyList<string> Owners,
    StagePolicy Policy,
    IReadOnlyDictionary<string, int> Aliases,
    IReadOnlyDictionary<string, double>? Metrics,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset UpdatedAt,
    IReadOnlyList<VersionReply>? Versions)
{
    /// <summary>What the REST interface says of a model: the metrics are those of the version in production, else of the latest.</summary>
    public static ModelReply Of(ModelRow row, IReadOnlyList<ModelVersion>? versions = null) => new(
        row.Model.Name,
        row.Model.Description,
        row.Versions,
        row.Latest?.Version,
        row.Staging?.Version,
        row.Production?.Version,
        row.Model.Owners,
        row.Model.Policy,
        row.Aliases.ToDictionary(alias => alias.Alias, alias => alias.Version, StringComparer.Ordinal),
        (row.Production ?? row.Latest)?.Metrics,
        row.Model.CreatedAt,
        row.Model.CreatedBy,
        row.Model.UpdatedAt,
        versions?.Select(VersionReply.Of).ToArray());
}
