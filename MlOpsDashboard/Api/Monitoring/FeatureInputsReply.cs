using MlOpsDashboard.Core.Monitoring.Inputs;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Api.Monitoring;

/// <summary>The live values of a feature beside those that training saw.</summary>
/// <param name="Name">The feature.</param>
/// <param name="Type">What the values mean.</param>
/// <param name="Flagged">Whether anything is clearly worse than in training.</param>
/// <param name="Missing">Values that are missing.</param>
/// <param name="OutOfRange">Values outside the range of training; null for words.</param>
/// <param name="Unseen">Words that training had not seen; null for numbers and dates.</param>
/// <param name="Refused">Rows refused because of this feature.</param>
/// <param name="RefusedMissing">Of these, because it was missing where training always had it.</param>
/// <param name="RefusedType">Of these, because it was of a wrong type.</param>
/// <param name="RefusedTwice">Of these, because it came twice.</param>
/// <param name="TrainingMin">The smallest value of training, for dates in seconds since 1970; null for words.</param>
/// <param name="TrainingMax">The largest value of training.</param>
/// <param name="TrainingCategories">The number of words of training; null for numbers and dates.</param>
public sealed record FeatureInputsReply(
    string Name,
    ColumnType Type,
    bool Flagged,
    InputShareReply Missing,
    InputShareReply? OutOfRange,
    InputShareReply? Unseen,
    InputShareReply Refused,
    long RefusedMissing,
    long RefusedType,
    long RefusedTwice,
    double? TrainingMin,
    double? TrainingMax,
    int? TrainingCategories)
{
    internal static FeatureInputsReply Of(FeatureInputs inputs)
    {
        bool words = inputs.Feature.IsCoded;
        var odd = InputShareReply.From(inputs.Odd);
        return new(
            inputs.Feature.Name,
            inputs.Feature.Type,
            inputs.Flagged,
            InputShareReply.From(inputs.Missing),
            words ? null : odd,
            words ? odd : null,
            InputShareReply.From(inputs.Refused),
            inputs.RefusedMissing,
            inputs.RefusedType,
            inputs.RefusedTwice,
            inputs.Feature.Min,
            inputs.Feature.Max,
            words ? inputs.Feature.Categories.Count : null);
    }
}
