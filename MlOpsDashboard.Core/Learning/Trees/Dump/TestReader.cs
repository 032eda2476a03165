using MlOpsDashboard.Core.Learning.Preprocessing;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Core.Learning.Trees.Dump;

/// <summary>Reads what nodes ask in the words of the data: codes become words again, flags yes or no, days moments.</summary>
internal sealed class TestReader
{
    private readonly TreeEnsemble _trees;
    private readonly FeaturePipeline _pipeline;
    private readonly IReadOnlyList<int>? _columns;
    private readonly (ColumnEncoder Encoder, FeatureSignature Source, int Part)[] _steps;

    /// <summary>Prepares to read nodes.</summary>
    /// <param name="trees">Whose nodes.</param>
    /// <param name="pipeline">Makes the features.</param>
    /// <param name="columns">Which of its features the trees ask for; null for all.</param>
    public TestReader(TreeEnsemble trees, FeaturePipeline pipeline, IReadOnlyList<int>? columns)
    {
        (_trees, _pipeline, _columns) = (trees, pipeline, columns);
        _steps =
        [
            .. pipeline.Encoders.Select(encoder => (Encoder: encoder, Source: pipeline.Inputs[encoder.Input]))
                .Concat(pipeline.Crosses.Select(cross => (Encoder: cross.Inner, Source: cross.SourceOf(pipeline.Inputs))))
                .SelectMany(step => Enumerable.Range(0, step.Encoder.Width).Select(part => (step.Encoder, step.Source, part))),
            .. pipeline.Encoders.SelectMany(encoder => Enumerable.Repeat((encoder, pipeline.Inputs[encoder.Input], 0), pipeline.Inputs[encoder.Input].Text?.Slots ?? 0)),
        ];
    }

    public NodeTest Read(TreeNode node)
    {
        int asked = node.Feature & TreeNode.FeatureMask;
        int number = _columns is null ? asked : _columns[asked];
        FeatureInfo feature = _pipeline.Features[number];
        (ColumnEncoder encoder, FeatureSignature source, int part) = _steps[number];
        var test = new NodeTest(feature.Name, feature.Source);
        if (node.IsCategory)
        {
            return test with { Words = WordsOf(source, encoder, code => InSet(node, code)) };
        }

        if (float.IsPositiveInfinity(node.Threshold))
        {
            return test;
        }

        return encoder switch
        {
            // A category with too many words for a set is asked by the order of its codes.
            CodeEncoder => test with { Words = WordsOf(source, encoder, code => code <= node.Threshold) },
            FlagEncoder { Indicator: false } when node.Threshold is >= 0 and < 1 => test with { Words = WordsOf(source, encoder, value => value == 0) },
            DateEncoder dates when part < dates.Parts.Count && dates.Parts[part] is { Part: DatePart.Days, Mean: 0, Deviation: 1 } =>
                test with { Threshold = node.Threshold, Moment = MomentOf(node.Threshold) },
            NumberEncoder when source.Offset is { } offset => test with { Threshold = (float)(offset + node.Threshold), ExactThreshold = offset + node.Threshold },
            _ => test with { Threshold = node.Threshold },
        };
    }

    private static string[] WordsOf(FeatureSignature source, ColumnEncoder encoder, Func<float, bool> yes)
    {
        float[] encoded = new float[encoder.Width];
        return [.. source.Categories.Where((_, code) =>
        {
            encoder.Encode(code, encoded);
            return yes(encoded[0]);
        })];
    }

    private bool InSet(TreeNode node, float value)
    {
        int set = BitConverter.SingleToInt32Bits(node.Threshold);
        int code = (int)value;
        return code < _trees.Sets[set] ? ((_trees.Sets[set + 1 + (code >> 5)] >> (code & 31)) & 1) != 0 : node.MissingLeft;
    }

    private static DateTimeOffset? MomentOf(float days)
    {
        double seconds = days * 86_400.0;
        return seconds is >= DateParts.MinSeconds and <= DateParts.MaxSeconds ? DateTimeOffset.UnixEpoch.AddSeconds(Math.Floor(seconds)) : null;
    }
}
