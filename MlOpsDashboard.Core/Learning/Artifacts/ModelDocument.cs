using System.Text.Json.Serialization;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Preprocessing;
using MlOpsDashboard.Core.Learning.Preprocessing.Steps;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Artifacts;

/// <summary>What <c>model.json</c> holds. Properties are written in this order; new ones go to the end and have a default.</summary>
internal sealed record ModelDocument
{
    /// <summary>The form of an artifact without steps of feature engineering.</summary>
    public const int PlainFormat = 1;

    /// <summary>The form of an artifact with such steps, or with calibrated probabilities.</summary>
    public const int SteppedFormat = 2;

    /// <summary>The form of an artifact whose numbers are counted from an offset, and the latest that this program reads.</summary>
    public const int CurrentFormat = 3;

    /// <summary>The hash of the document with zeros in this place. Stands first, at a fixed place.</summary>
    public required string Sha256 { get; init; }

    public required int Format { get; init; }

    public required WeightsDocument Weights { get; init; }

    public required TaskKind Task { get; init; }

    public required string Target { get; init; }

    public required IReadOnlyList<string> Classes { get; init; }

    public required IReadOnlyList<FeatureSignature> Features { get; init; }

    public required IReadOnlyList<IgnoredColumn> Ignored { get; init; }

    public required FeatureLayout Layout { get; init; }

    public required IReadOnlyList<ColumnEncoder> Pipeline { get; init; }

    public required ModelMetadata Metadata { get; init; }

    /// <summary>What is added to the numbers of a regression.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double TargetOffset { get; init; }

    /// <summary>The steps of feature engineering; null when there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FeatureStep>? Steps { get; init; }

    /// <summary>The encoders of pairs of columns; null when there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CrossEncoder>? Crosses { get; init; }

    /// <summary>How the answers of the training data were read; null is the usual reading.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ColumnReading? TargetReading { get; init; }

    /// <summary>The class that was named as the positive one, which is the second of the classes then; null when none was named.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PositiveClass { get; init; }
}
