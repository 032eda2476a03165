using MlOpsDashboard.Core.Drift.Sketches;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Drift;

/// <summary>Rows as the model reads them, column by column: numbers, seconds or codes; NaN is missing.</summary>
/// <param name="Rows">How many.</param>
/// <param name="Features">The values of each feature, in the order of the signature.</param>
/// <param name="Predictions">The answers, as positions of classes or as numbers; NaN where one is not known. Null when none is.</param>
/// <param name="First">When the first row came; null when that is not known.</param>
/// <param name="Last">When the last row came.</param>
internal sealed record DriftSample(int Rows, double[][] Features, double[]? Predictions, DateTimeOffset? First = null, DateTimeOffset? Last = null)
{
    /// <summary>Sketches in place of the rows, which are not here then; null for rows.</summary>
    public RowSketch? Sketch { get; init; }

    /// <summary>Where there are sketches, some of the latest rows; else null.</summary>
    public DriftSample? Latest { get; init; }

    /// <summary>For each hashed text the rows that have a word in each slot, in the order of the features; null where words were not read.</summary>
    public long[]?[]? Tokens { get; init; }

    /// <summary>What is known of a feature.</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="place">Its position.</param>
    public FeatureSide SideOf(FeatureSignature feature, int place) => Sketch?.SideOf(place) ?? FeatureSide.Of(feature, Features[place], Tokens?[place]);

    /// <summary>What is known of the answers; null when nothing is.</summary>
    /// <param name="signature">What the model expects.</param>
    public FeatureSide? AnswerSide(ModelSignature signature) => Sketch is not null ? Sketch.AnswerSide
        : Predictions is null ? null
        : signature.Task == TaskKind.Regression ? FeatureSide.OfNumbers(Predictions)
        : FeatureSide.OfCodes(Predictions, signature.Classes.Count);
}
