using MlOpsDashboard.Core.Learning.Preprocessing;

namespace MlOpsDashboard.Core.Learning.Explanation;

/// <summary>Which source column each encoded feature comes from.</summary>
internal sealed class SourceMap
{
    private readonly int[] _sources;

    private SourceMap(int[] sources, int count) => (_sources, Count) = (sources, count);

    /// <summary>The number of source columns.</summary>
    public int Count { get; }

    /// <summary>The number of encoded features.</summary>
    public int Width => _sources.Length;

    /// <summary>The source column of an encoded feature.</summary>
    /// <param name="feature">The encoded feature.</param>
    public int this[int feature] => _sources[feature];

    /// <summary>The map of a pipeline.</summary>
    /// <param name="pipeline">The pipeline.</param>
    public static SourceMap Of(FeaturePipeline pipeline) => new(
        [.. pipeline.Encoders.SelectMany(encoder => Enumerable.Repeat(encoder.Input, encoder.Width))], pipeline.Inputs.Count);

    /// <summary>The map in which every encoded feature stands for itself.</summary>
    /// <param name="width">How many.</param>
    public static SourceMap Identity(int width) => new([.. Enumerable.Range(0, width)], width);
}
