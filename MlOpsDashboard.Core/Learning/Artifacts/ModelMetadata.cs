using MlOpsDashboard.Core.Learning.Evaluation.Bootstrap;
using MlOpsDashboard.Core.Learning.Parameters;

namespace MlOpsDashboard.Core.Learning.Artifacts;

/// <summary>Where a model comes from and how good it was. Immutable. Holds no time and no machine, so that the same training gives the same bytes.</summary>
public sealed record ModelMetadata
{
    /// <summary>The learner's name in the REST contract.</summary>
    public required string Learner { get; init; }

    /// <summary>The hyper-parameters that it was fitted with.</summary>
    public required Hyperparameters Hyperparameters { get; init; }

    /// <summary>The seed of the whole training.</summary>
    public required int Seed { get; init; }

    /// <summary>The number of rows that it was fitted on.</summary>
    public required int TrainingRows { get; init; }

    /// <summary>Metrics by their names in the REST contract, on rows that the model was not fitted on.</summary>
    public SortedDictionary<string, double> Metrics { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The 95 % intervals of <see cref="Metrics"/>, by a percentile bootstrap over the same rows; empty when not measured.</summary>
    public SortedDictionary<string, MetricInterval> Intervals { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Which rows <see cref="Metrics"/> come from, in a sentence.</summary>
    public string MetricsSource { get; init; } = "";

    /// <summary>How much worse the model gets without each source column, as shares that add up to 1; empty when not measured.</summary>
    public SortedDictionary<string, double> Importance { get; init; } = new(StringComparer.Ordinal);

    /// <summary>For binary: from which probability on the answer is the positive class.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>For numbers: the quantile that the metric <c>pinball</c> is of.</summary>
    public double Quantile { get; init; } = 0.5;

    /// <summary>The data set's name, or null.</summary>
    public string? DatasetName { get; init; }

    /// <summary>The data set's version, or null.</summary>
    public int? DatasetVersion { get; init; }

    /// <summary>The data set's SHA-256, or null.</summary>
    public string? DatasetSha256 { get; init; }

    /// <summary>The version of this program that fitted the model.</summary>
    public string LibraryVersion { get; init; } = ProgramVersion;

    /// <summary>The version of this program.</summary>
    public static string ProgramVersion { get; } = typeof(ModelMetadata).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
