using System.Globalization;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Core.Registry;

/// <summary>
/// One model under a name: where it came from, what it is and how good it was, copied from its run, so that it outlives the run.
/// Only its stage, description, names and whether it is in the trash ever change.
/// </summary>
public sealed class ModelVersion
{
    private const double Middle = 0.5;
    private readonly List<ModelAlias> _aliases = [];

    /// <summary>The registered model.</summary>
    public required string Name { get; init; }

    /// <summary>The number, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>How far it has come.</summary>
    public ModelStage Stage { get; internal set; }

    /// <summary>Since when it is in its stage.</summary>
    public DateTimeOffset StageSince { get; internal set; }

    /// <summary>The run that made it.</summary>
    public required string RunId { get; init; }

    /// <summary>The run's experiment.</summary>
    public required string Experiment { get; init; }

    /// <summary>The version that it was to replace: the one in production when it was registered, else the one before; null for the first.</summary>
    public int? ParentVersion { get; init; }

    /// <summary>The SHA-256 of the artifact in the store.</summary>
    public required string ArtifactSha256 { get; init; }

    /// <summary>The size of the artifact in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>The learner's name in the catalogue.</summary>
    public required string Learner { get; init; }

    /// <summary>What it predicts.</summary>
    public required TaskKind Task { get; init; }

    /// <summary>The column that it predicts.</summary>
    public required string Target { get; init; }

    /// <summary>The name of the metric that it is judged by; null when there is none.</summary>
    public string? Metric { get; init; }

    /// <summary>The run's latest metrics.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>The run's parameters.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>For two classes: from which probability on it says the second one; 0.5 unless a threshold was tuned.</summary>
    public double DecisionThreshold => Share(RunParameters.DecisionThreshold);

    /// <summary>For numbers: the quantile that it predicts; 0.5 unless it was asked for another one.</summary>
    public double Quantile => Share(RunParameters.Quantile);

    /// <summary>The signature as a JSON object.</summary>
    public required string Signature { get; init; }

    /// <summary>The data set that it was trained on.</summary>
    public string? DatasetName { get; init; }

    /// <summary>The data set's version.</summary>
    public int? DatasetVersion { get; init; }

    /// <summary>The SHA-256 of the data.</summary>
    public string? DatasetSha256 { get; init; }

    /// <summary>The seed of all randomness.</summary>
    public long? Seed { get; init; }

    /// <summary>The version of the program that made it.</summary>
    public string? CodeVersion { get; init; }

    /// <summary>What people write about it.</summary>
    public string Description { get; internal set; } = "";

    /// <summary>A semantic version beside its number, as in 1.2.0; null without one.</summary>
    public string? Label { get; internal set; }

    /// <summary>The aliases that name it now.</summary>
    public IReadOnlyCollection<ModelAlias> Aliases => _aliases;

    /// <summary>When it was registered.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who registered it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it was moved to the trash; null when it is not there.</summary>
    public DateTimeOffset? DeletedAt { get; internal set; }

    /// <summary>Who moved it to the trash.</summary>
    public string? DeletedBy { get; internal set; }

    /// <summary>Names it to callers: <c>name:version</c>.</summary>
    public string ModelId => ModelReference.Id(Name, Version);

    /// <summary>The file of the model.</summary>
    internal ArtifactUse Artifact => ArtifactOf(Name, Version, ArtifactSha256);

    internal static ArtifactUse ArtifactOf(string name, int version, string sha256) => new("model_version", ModelReference.Id(name, version), sha256);

    private double Share(string parameter) =>
        Parameters.TryGetValue(parameter, out string? text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double share) ? share : Middle;
}
