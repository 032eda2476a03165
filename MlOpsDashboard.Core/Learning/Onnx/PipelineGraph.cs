using MlOpsDashboard.Core.Learning.Preprocessing;

namespace MlOpsDashboard.Core.Learning.Onnx;

/// <summary>Writes a <see cref="FeaturePipeline"/> as a graph: named inputs in, encoded features out, in double precision where ours is.</summary>
/// <param name="graph">Where to.</param>
/// <param name="pipeline">The pipeline.</param>
/// <param name="inputs">The inputs, in the order of the signature.</param>
internal sealed class PipelineGraph(GraphBuilder graph, FeaturePipeline pipeline, IReadOnlyList<OnnxInput> inputs)
{
    private readonly List<(string Value, long[] Columns)> _blocks = [];
    private readonly Dictionary<string, string> _read = new(StringComparer.Ordinal);

    /// <summary>Adds the nodes.</summary>
    /// <returns>The encoded features: N rows of <see cref="FeaturePipeline.Width"/> floats.</returns>
    /// <exception cref="ConflictException">The pipeline has a step that the export does not know.</exception>
    public string Add()
    {
        int next = 0;
        var plain = new List<(NumberEncoder Encoder, int Column)>();
        var scaled = new List<(ScaledNumberEncoder Encoder, int Column)>();
        foreach (ColumnEncoder encoder in pipeline.Encoders)
        {
            switch (encoder)
            {
                case NumberEncoder number:
                    plain.Add((number, next));
                    break;
                case ScaledNumberEncoder number:
                    scaled.Add((number, next));
                    break;
                default:
                    AddBlock(AddOther(encoder), [.. Enumerable.Range(next, encoder.Width)]);
                    break;
            }

            next += encoder.Width;
        }

        foreach (CrossEncoder cross in pipeline.Crosses)
        {
            AddBlock(AddCross(cross), Enumerable.Range(next, cross.Width));
            next += cross.Width;
        }

        foreach (OnnxInput text in inputs.Where(input => input.Feature.Text is not null))
        {
            int slots = text.Feature.Text!.Slots;
            AddBlock(TextGraph.AddSlots(graph, text.Name, Read(text), text.Feature.Text!), Enumerable.Range(next, slots));
            next += slots;
        }

        AddPlain(plain);
        AddScaled(scaled);
        return InOrder();
    }

    private string AddOther(ColumnEncoder encoder)
    {
        OnnxInput input = inputs[encoder.Input];
        string? added = encoder switch
        {
            TextFlagEncoder flag => TextGraph.AddFlag(graph, input, Read(input), flag),
            DateEncoder date => DateGraph.Add(graph, input.Name, date),
            BinEncoder bins => BinGraph.Add(graph, Number(input), bins),
            _ when input.Type == OnnxType.Text => WordGraph.Add(graph, Codes(input), encoder),
            _ => null,
        };
        return added ?? throw Unknown(encoder, input.Name);
    }

    private string AddCross(CrossEncoder cross)
    {
        OnnxInput first = inputs[cross.First];
        OnnxInput second = inputs[cross.Second];
        return WordGraph.Add(graph, CrossGraph.Add(graph, Codes(first), Codes(second), cross), cross.Inner)
            ?? throw Unknown(cross.Inner, first.Name + CrossEncoder.Sign + second.Name);
    }

    // Once an input, however many steps read it.
    private string Read(OnnxInput input) =>
        _read.TryGetValue(input.Name, out string? known) ? known : _read[input.Name] = CellGraph.Add(graph, input);

    private OnnxCodes Codes(OnnxInput input) => OnnxCodes.Of(input, Read(input));

    private static ConflictException Unknown(ColumnEncoder encoder, string source) =>
        new($"The model cannot be exported: ONNX has no form yet for its step '{encoder.GetType().Name}' on '{source}'.");

    // Numbers go side by side, so that a step is one node for all of them.
    private string AddNumbers(IEnumerable<ColumnEncoder> encoders) =>
        graph.Beside([.. encoders.Select(encoder => Number(inputs[encoder.Input]))]);

    // What a float cannot hold comes as a double, and becomes one where it is counted from.
    private string Number(OnnxInput input) => input.Type == OnnxType.Single ? input.Name
        : graph.Cast(input.Feature.Offset is { } offset ? graph.Node("Sub", [input.Name, graph.Scalar(offset)]) : input.Name, OnnxType.Single);

    private void AddPlain(List<(NumberEncoder Encoder, int Column)> numbers)
    {
        if (numbers.Count == 0)
        {
            return;
        }

        // An infinity is no measurement, and counts as missing.
        string values = AddNumbers(numbers.Select(number => number.Encoder));
        string infinite = graph.Node("IsInf", [values]);
        AddBlock(graph.Node("Where", [infinite, graph.Scalar(float.NaN), values]), [.. numbers.Select(number => number.Column)]);
    }

    private void AddScaled(List<(ScaledNumberEncoder Encoder, int Column)> numbers)
    {
        if (numbers.Count == 0)
        {
            return;
        }

        string values = AddNumbers(numbers.Select(number => number.Encoder));
        string missing = graph.Node("Or", [graph.Node("IsNaN", [values]), graph.Node("IsInf", [values])]);
        string known = graph.Node("Where", [missing, Row(encoder => encoder.Median), graph.Cast(values, OnnxType.Double)]);
        string ratio = graph.Node("Div", [graph.Node("Sub", [known, Row(encoder => encoder.Mean)]), Row(encoder => encoder.Deviation)]);
        string clipped = graph.Node(
            "Clip", [ratio, graph.Scalar(-ScaledNumberEncoder.Limit), graph.Scalar(ScaledNumberEncoder.Limit)]);
        AddBlock(graph.Cast(clipped, OnnxType.Single), [.. numbers.Select(number => number.Column)]);

        long[] told = [.. Enumerable.Range(0, numbers.Count).Where(i => numbers[i].Encoder.Indicator)];
        if (told.Length > 0)
        {
            AddBlock(
                graph.Columns(graph.Cast(missing, OnnxType.Single), told),
                [.. told.Select(i => numbers[(int)i].Column + 1)]);
        }

        string Row(Func<ScaledNumberEncoder, double> part) =>
            graph.Constant<double>([.. numbers.Select(number => part(number.Encoder))], 1, numbers.Count);
    }

    private void AddBlock(string value, IEnumerable<int> columns)
    {
        long[] places = [.. columns];
        if (places.Length > 0)
        {
            _blocks.Add((value, places));
        }
    }

    private string InOrder()
    {
        string together = graph.Beside([.. _blocks.Select(block => block.Value)]);
        long[] from = new long[pipeline.Width];
        int at = 0;
        foreach (long column in _blocks.SelectMany(block => block.Columns))
        {
            from[column] = at++;
        }

        return from.SequenceEqual(Enumerable.Range(0, from.Length).Select(i => (long)i)) ? together : graph.Columns(together, from);
    }
}
