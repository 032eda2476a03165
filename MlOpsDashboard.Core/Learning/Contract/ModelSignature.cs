using System.Text.Json.Serialization;
using MlOpsDashboard.Core.Learning.Preprocessing.Steps;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Contract;

/// <summary>What goes into a model and what comes out. Immutable.</summary>
/// <param name="Features">The features, in the order of a <see cref="FeatureRow"/>.</param>
/// <param name="Target">The name of the column that is predicted.</param>
/// <param name="Task">What is predicted.</param>
/// <param name="Classes">The classes in the order of the outputs (for binary the second is the positive one); empty for regression.</param>
/// <param name="Ignored">Columns of the training data that are not used.</param>
public sealed record ModelSignature(
    IReadOnlyList<FeatureSignature> Features,
    string Target,
    TaskKind Task,
    IReadOnlyList<string> Classes,
    IReadOnlyList<IgnoredColumn> Ignored)
{
    /// <summary>
    /// For numbers: what is to be added to the model's answer. 0 unless the numbers lie so close together and so far from 0 that floats would take
    /// some for one.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double TargetOffset { get; init; }

    /// <summary>The steps of feature engineering that a person asked for; null when there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FeatureStep>? Steps { get; init; }

    /// <summary>How the training data's answers were read; null is the usual reading.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ColumnReading? TargetReading { get; init; }

    /// <summary>For two classes: the positive one, of which precision, recall, F1, PR AUC and the threshold are; else null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PositiveClass => Task == TaskKind.Binary && Classes.Count == 2 ? Classes[1] : null;

    /// <summary>For two classes: whether nobody named <see cref="PositiveClass"/>; null otherwise, and in signatures of earlier programs, where nobody could.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? PositiveClassIsDefault { get; init; }

    /// <summary>The number of values of a <see cref="FeatureRow"/>: one a feature, and behind them the slots of hashed texts.</summary>
    [JsonIgnore]
    public int RowWidth => RowShape.Width(Features);

    /// <summary>The position of a feature, or −1.</summary>
    /// <param name="name">Compared ordinally.</param>
    public int IndexOf(string name)
    {
        for (int i = 0; i < Features.Count; i++)
        {
            if (Features[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether a name is a column of the training data that the model does not look at: an ignored one or the target.</summary>
    /// <param name="name">Compared ordinally.</param>
    public bool Ignores(string name) => name == Target || Ignored.Any(column => column.Name == name);

    /// <summary>The row of typical values: medians, most frequent words, and texts without words.</summary>
    public FeatureRow TypicalRow() => new([.. Features.Select(feature => feature.TypicalValue), .. new double[RowWidth - Features.Count]]);
}
