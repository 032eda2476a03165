using MlOpsDashboard.Core.Learning.Parameters;

namespace MlOpsDashboard.Core.Learning.Search.Importance;

/// <summary>A search space as a cube: every parameter on a scale from 0 to 1, logarithms and words included.</summary>
/// <param name="parameters">The parameters, one a dimension.</param>
internal sealed class UnitCube(IReadOnlyList<Parameter> parameters)
{
    /// <summary>The number of dimensions.</summary>
    public int Dimensions => parameters.Count;

    /// <summary>The parameter of a dimension.</summary>
    /// <param name="dimension">From 0.</param>
    public Parameter this[int dimension] => parameters[dimension];

    /// <summary>Where a point lies.</summary>
    /// <param name="values">Has a value of each of the parameters.</param>
    public double[] Place(Hyperparameters values) => [.. parameters.Select(parameter => Place(parameter, values))];

    /// <summary>The value of a parameter at a place on its scale.</summary>
    /// <param name="dimension">The parameter.</param>
    /// <param name="place">From 0 to 1.</param>
    /// <returns>A <see cref="double"/>, a <see cref="long"/> or a word.</returns>
    public object ValueAt(int dimension, double place) => parameters[dimension] switch
    {
        FloatParameter real => Unscale(place, real.Low, real.High, real.Log),
        IntParameter whole => (long)Math.Round(Unscale(place, whole.Low, whole.High, whole.Log)),
        ChoiceParameter choice => choice.Choices[Math.Min((int)(place * choice.Choices.Count), choice.Choices.Count - 1)],
        Parameter other => other.Default,
    };

    private static double Place(Parameter parameter, Hyperparameters values) => parameter switch
    {
        FloatParameter real => Scale(values.Double(real.Name, real.DefaultValue), real.Low, real.High, real.Log),
        IntParameter whole => Scale(values.Int(whole.Name, whole.DefaultValue), whole.Low, whole.High, whole.Log),
        ChoiceParameter choice => (Math.Max(0, choice.Choices.ToList().IndexOf(values.Word(choice.Name, choice.DefaultValue))) + 0.5) / choice.Choices.Count,
        _ => throw new ArgumentException($"The parameter '{parameter.Name}' is of an unknown kind.", nameof(parameter)),
    };

    private static double Unscale(double place, double low, double high, bool log) =>
        log ? low * Math.Pow(high / low, place) : low + (place * (high - low));

    private static double Scale(double value, double low, double high, bool log)
    {
        if (high <= low)
        {
            return 0.5;
        }

        double share = log ? Math.Log(value / low) / Math.Log(high / low) : (value - low) / (high - low);
        return double.IsNaN(share) ? 0.5 : Math.Clamp(share, 0, 1);
    }
}
