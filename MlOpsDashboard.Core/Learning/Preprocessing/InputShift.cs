using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Preprocessing;

/// <summary>Counts the numbers of a row from where their features say (<see cref="FeatureSignature.Offset"/>). Immutable.</summary>
/// <param name="inputs">The source columns.</param>
internal sealed class InputShift(IReadOnlyList<FeatureSignature> inputs)
{
    private readonly double[] _offsets = [.. inputs.Select(input => input.Offset ?? 0)];

    /// <summary>A value as encoders take it.</summary>
    /// <param name="input">The position of its column.</param>
    /// <param name="value">In the form of <see cref="FeatureRow.Values"/>.</param>
    public double Of(int input, double value) => value - _offsets[input];

    /// <summary>The values of a column as encoders take them.</summary>
    /// <param name="input">The column's position.</param>
    /// <param name="values">In the form of <see cref="FeatureRow.Values"/>; not changed.</param>
    public ReadOnlySpan<double> Of(int input, ReadOnlySpan<double> values) => _offsets[input] == 0 ? values : Shifted(values, _offsets[input]);

    /// <summary>The values of a column as encoders are fitted on: as if they had been read as floats.</summary>
    /// <param name="source">The column.</param>
    /// <param name="values">In the form of <see cref="FeatureRow.Values"/>; not changed.</param>
    public static double[] ForFit(FeatureSignature source, double[] values) =>
        source.Offset is { } offset ? Array.ConvertAll(values, value => (double)(float)(value - offset)) : values;

    private static double[] Shifted(ReadOnlySpan<double> values, double offset)
    {
        double[] shifted = new double[values.Length];
        for (int row = 0; row < shifted.Length; row++)
        {
            shifted[row] = values[row] - offset;
        }

        return shifted;
    }
}
