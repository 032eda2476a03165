using MlOpsDashboard.Core.Learning.Parameters;

namespace MlOpsDashboard.Core.Learning.Search.Tpe;

/// <summary>A hyper-parameter as a coordinate: how values become numbers and which kernels fit them.</summary>
internal abstract class Dimension(string name)
{
    /// <summary>The hyper-parameter's name.</summary>
    public string Name { get; } = name;

    /// <summary>The dimension of a hyper-parameter.</summary>
    /// <param name="parameter">The hyper-parameter.</param>
    public static Dimension Of(Parameter parameter) => parameter switch
    {
        FloatParameter real => new NumberDimension(real.Name, real.Low, real.High, real.Log, whole: false),
        IntParameter whole => new NumberDimension(whole.Name, whole.Low, whole.High, whole.Log, whole: true),
        ChoiceParameter choice => new ChoiceDimension(choice.Name, choice.Choices),
        _ => throw new NotSupportedException($"Hyper-parameter '{parameter.Name}' is of a kind that cannot be searched."),
    };

    /// <summary>The coordinate of a value, or NaN when the value is not of this dimension.</summary>
    /// <param name="value">A hyper-parameter's value.</param>
    public abstract double Coordinate(object value);

    /// <summary>The value at a coordinate.</summary>
    /// <param name="coordinate">A coordinate that a kernel gave.</param>
    public abstract object Value(double coordinate);

    /// <summary>The kernels of some observations, and the prior.</summary>
    /// <param name="observations">Their coordinates.</param>
    public abstract IKernels FitKernels(double[] observations);
}
