using System.Text.Json;
using System.Text.Json.Nodes;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Targets;
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
    string? Label,
    IReadOnlyList<string> Aliases,
    DateTimeOffset CreatedAt,
    string CreatedBy)
{
    private const string IsDefault = "positive_class_is_default";

    /// <summary>What the REST interface says of a version.</summary>
    public static VersionReply Of(ModelVersion version) =>
        new(
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
            SignatureOf(version),
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
            version.Label,
            [.. version.Aliases.Select(alias => alias.Alias).Order(StringComparer.Ordinal)],
            version.CreatedAt,
            version.CreatedBy);

    // Versions of earlier programs say nothing of the positive class: it was the second one then, as it is by default.
    private static JsonElement SignatureOf(ModelVersion version)
    {
        JsonNode? signature = JsonNode.Parse(version.Signature);
        if (version.Task == TaskKind.Binary && signature is JsonObject fields && fields["classes"] is JsonArray { Count: 2 } classes && !fields.ContainsKey(IsDefault))
        {
            fields[PositiveClass.Field] = classes[1]?.DeepClone();
            fields[IsDefault] = true;
        }

        return JsonSerializer.SerializeToElement(signature);
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
