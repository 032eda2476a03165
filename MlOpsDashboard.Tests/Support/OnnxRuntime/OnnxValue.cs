namespace MlOpsDashboard.Tests.Support.OnnxRuntime;

/// <summary>A tensor: its values, row after row, and the lengths of its dimensions.</summary>
/// <param name="Values">An array of float, double, long or string.</param>
/// <param name="Shape">The lengths.</param>
internal sealed record OnnxValue(Array Values, long[] Shape)
{
    /// <summary>A column: N rows of one value.</summary>
    public static OnnxValue Column(Array values) => new(values, [values.Length, 1]);
}
