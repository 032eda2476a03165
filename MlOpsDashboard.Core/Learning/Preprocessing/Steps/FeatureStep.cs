using System.Globalization;
using MlOpsDashboard.Core.Learning.Parameters;

namespace MlOpsDashboard.Core.Learning.Preprocessing.Steps;

/// <summary>A step of feature engineering that a person asked for. Immutable.</summary>
/// <param name="Kind">The name of a <see cref="FeatureStepKind"/>.</param>
/// <param name="Columns">The columns that it works on.</param>
/// <param name="Parameters">Values of the kind's parameters.</param>
public sealed record FeatureStep(string Kind, IReadOnlyList<string> Columns, Hyperparameters Parameters)
{
    /// <summary>The step in words, such as <c>target_encoding of city (folds 5, smoothing 10)</c>.</summary>
    public override string ToString()
    {
        string columns = string.Join(Kind == FeatureStepCatalog.Cross ? " × " : ", ", Columns);
        string parameters = ParametersText;
        return parameters.Length == 0 ? $"{Kind} of {columns}" : $"{Kind} of {columns} ({parameters})";
    }

    /// <summary>The parameters in words; empty when there are none.</summary>
    internal string ParametersText => string.Join(
        ", ", Parameters.Values.Select(pair => $"{pair.Key} {Convert.ToString(pair.Value, CultureInfo.InvariantCulture)}"));
}
