using System.Text.Json;
using MlOpsDashboard.Core.Learning;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Api.Registry;

/// <summary>A model version.</summary>
internal sealed record VersionReply(
    string ModelId,
    string Name,
    int Version,
    ModelStage Stage,
    DateTimeOffset StageSince,
    string Learner,
    TaskKind Task,
    string Target,
    string? Metric,
    IReadOnlyDictionary<string, double> Metrics,
    IReadOnlyDictionary<string, string> Parameters,
    JsonElement Signature,
    VersionReply.LineageReply Lineage,
    VersionReply.ArtifactReply Artifact,
    string Description,
    DateTimeOffset CreatedAt,
    string CreatedBy)
{
    /// <summary>What the REST interface says of a version.</summary>
    public static VersionReply Of(ModelVersion version)
    {
        using JsonDocument signature = JsonDocument.Parse(version.Signature);
        return new VersionReply(
            version.ModelId,
            version.Name,
            version.Version,
            version.Stage,
            version.StageSince,
            version.Learner,
            version.Task,
            version.Target,
            version.Metric,
            version.Metrics,
            version.Parameters,
            signature.RootElement.Clone(),
            new LineageReply(
                version.RunId,
                version.Experiment,
                version.DatasetName,
                version.DatasetVersion,
                version.DatasetSha256,
                version.ParentVersion is { } parent ? $"{version.Name}:{parent}" : null,
                version.Seed,
                version.CodeVersion),
            new ArtifactReply(version.ArtifactSha256, version.Bytes),
            version.Description,
            version.CreatedAt,
            version.CreatedBy);
    }

    /// <summary>Where it came from; parent is the version that it was to replace.</summary>
    internal sealed record LineageReply(
        string RunId,
        string Experiment,
        string? Dataset,
        int? DatasetVersion,
        string? DatasetSha256,
        string? Parent,
        long? Seed,
        string? CodeVersion);

    /// <summary>The file; its content is at <c>/api/models/{model_id}/artifact</c>.</summary>
    internal sealed record ArtifactReply(string Sha256, long Bytes);
}
