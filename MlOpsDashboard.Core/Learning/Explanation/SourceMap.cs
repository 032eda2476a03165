using MlOpsDashboard.Core.Learning.Preprocessing;

namespace MlOpsDashboard.Core.Learning.Explanation;

/// <summary>
/// Which source each encoded feature comes from: a column, or a pair of columns, which stands behind the columns and is shared out among its two
/// once all is added up.
/// </summary>
internal sealed class SourceMap
{
    private readonly int[] _sources;
    private readonly (int First, int Second)[] _pairs;

    private SourceMap(int[] sources, int count, (int First, int Second)[] pairs) => (_sources, Count, _pairs) = (sources, count, pairs);

    /// <summary>The number of sources.</summary>
    public int Count { get; }

    /// <summary>The number of encoded features.</summary>
    public int Width => _sources.Length;

    /// <summary>The source of an encoded feature.</summary>
    /// <param name="feature">The encoded feature.</param>
    public int this[int feature] => _sources[feature];

    /// <summary>The map of a pipeline.</summary>
    /// <param name="pipeline">The pipeline.</param>
    public static SourceMap Of(FeaturePipeline pipeline) => new(
        [
            .. pipeline.Encoders.SelectMany(encoder => Enumerable.Repeat(encoder.Input, encoder.Width)),
            .. pipeline.Crosses.SelectMany((cross, i) => Enumerable.Repeat(pipeline.Inputs.Count + i, cross.Width)),
            .. pipeline.Inputs.SelectMany((input, i) => Enumerable.Repeat(i, input.Text?.Slots ?? 0)),
        ],
        pipeline.Inputs.Count + pipeline.Crosses.Count,
        [.. pipeline.Crosses.Select(cross => (cross.First, cross.Second))]);

    /// <summary>The map of some of the features.</summary>
    /// <param name="features">Which.</param>
    public SourceMap Of(IEnumerable<int> features) => new([.. features.Select(feature => _sources[feature])], Count, _pairs);

    /// <summary>The map in which every encoded feature stands for itself.</summary>
    /// <param name="width">How many.</param>
    public static SourceMap Identity(int width) => new([.. Enumerable.Range(0, width)], width, []);

    /// <summary>Gives each of a pair's columns half of what the pair contributes.</summary>
    /// <param name="contributions">A value a source.</param>
    /// <returns>A value a column.</returns>
    public double[] ByColumn(double[] contributions)
    {
        int columns = Count - _pairs.Length;
        for (int i = 0; i < _pairs.Length; i++)
        {
            contributions[_pairs[i].First] += contributions[columns + i] / 2;
            contributions[_pairs[i].Second] += contributions[columns + i] / 2;
        }

        return _pairs.Length == 0 ? contributions : contributions[..columns];
    }
}
