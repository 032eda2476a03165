namespace MlOpsDashboard.Core.Learning.Onnx;

/// <summary>
/// Collects a graph (GraphProto). Values go by their names; every row of a batch goes the same way through it, N standing for the
/// number of rows. Names are numbered, so that the same model gives the same bytes.
/// </summary>
internal sealed class GraphBuilder
{
    /// <summary>The domain of ONNX Runtime's own operators.</summary>
    public const string RuntimeDomain = "com.microsoft";

    private readonly HashSet<string> _names = new(StringComparer.Ordinal) { "" };
    private readonly List<ProtoMessage> _nodes = [];
    private readonly List<ProtoMessage> _constants = [];
    private readonly List<ProtoMessage> _inputs = [];
    private readonly List<ProtoMessage> _outputs = [];
    private string? _rowCount;

    /// <summary>Whether it has operators of ONNX Runtime that are not in the standard.</summary>
    public bool NeedsOnnxRuntime { get; private set; }

    /// <summary>Whether it reads texts by their words, which asks for later operators of the standard.</summary>
    public bool HasTexts { get; set; }

    /// <summary>The name of the first input; null when there is none.</summary>
    public string? FirstInput { get; private set; }

    /// <summary>A name that nothing has: the wished one, or that with a number.</summary>
    /// <param name="wish">The wish.</param>
    public string NewName(string wish)
    {
        string name = wish;
        for (int number = 2; !_names.Add(name); number++)
        {
            name = $"{wish}_{number}";
        }

        return name;
    }

    /// <summary>Declares an input of one value a row.</summary>
    /// <param name="name">A name from <see cref="NewName"/>.</param>
    /// <param name="type">The type of its values.</param>
    /// <param name="meaning">What it is, for people.</param>
    public void Input(string name, OnnxType type, string meaning)
    {
        FirstInput ??= name;
        _inputs.Add(Declare(name, type, 1, meaning));
    }

    /// <summary>Declares an output.</summary>
    /// <param name="value">The value to give out.</param>
    /// <param name="wish">The output's name; another one when an input has it.</param>
    /// <param name="type">The type of its values.</param>
    /// <param name="width">Values a row; null for a plain list with one a row.</param>
    /// <param name="meaning">What it is, for people.</param>
    public string Output(string value, string wish, OnnxType type, int? width, string meaning)
    {
        string name = NewName(wish);
        _nodes.Add(NodeOf("Identity", "", [value], [name], []));
        _outputs.Add(Declare(name, type, width, meaning));
        return name;
    }

    /// <summary>A constant tensor of numbers.</summary>
    /// <param name="values">Row after row.</param>
    /// <param name="shape">The lengths of its dimensions; none for a single value.</param>
    public string Constant<T>(ReadOnlySpan<T> values, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        string name = NewName("/constant");
        _constants.Add(OnnxTensor.Of(name, values, shape));
        return name;
    }

    /// <summary>A constant number.</summary>
    /// <param name="value">The number.</param>
    public string Scalar<T>(T value)
        where T : unmanaged => Constant<T>([value]);

    /// <summary>A constant list of whole numbers.</summary>
    /// <param name="values">The numbers.</param>
    public string Longs(params ReadOnlySpan<long> values) => Constant(values, values.Length);

    /// <summary>A constant list of texts.</summary>
    /// <param name="values">The texts.</param>
    public string Texts(IReadOnlyList<string> values)
    {
        string name = NewName("/constant");
        _constants.Add(OnnxTensor.OfTexts(name, values));
        return name;
    }

    /// <summary>Adds a node of the standard operators.</summary>
    /// <param name="operation">The operator.</param>
    /// <param name="inputs">The values that it reads.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <returns>The value that it makes.</returns>
    public string Node(string operation, ReadOnlySpan<string> inputs, params ReadOnlySpan<ProtoMessage> attributes) =>
        Add(operation, "", inputs, attributes);

    /// <summary>Adds a node of the machine-learning operators (ai.onnx.ml).</summary>
    /// <param name="operation">The operator.</param>
    /// <param name="input">The value that it reads.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <returns>The value that it makes.</returns>
    public string LearningNode(string operation, string input, params ReadOnlySpan<ProtoMessage> attributes) =>
        Add(operation, "ai.onnx.ml", [input], attributes);

    /// <summary>Adds a node of ONNX Runtime's own operators, which no other runtime has.</summary>
    /// <param name="operation">The operator.</param>
    /// <param name="input">The value that it reads.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <returns>The value that it makes.</returns>
    public string RuntimeNode(string operation, string input, params ReadOnlySpan<ProtoMessage> attributes)
    {
        NeedsOnnxRuntime = true;
        return Add(operation, RuntimeDomain, [input], attributes);
    }

    /// <summary>The different values of a value, and for each of its places which one stands there.</summary>
    /// <param name="value">Any value; its places are counted row after row.</param>
    public (string Values, string Places) Distinct(string value)
    {
        (string values, string first, string places) = (NewName("/Unique"), NewName("/Unique"), NewName("/Unique"));
        _nodes.Add(NodeOf("Unique", "", [value], [values, first, places], []));
        return (values, places);
    }

    /// <summary>Converts the type of values.</summary>
    /// <param name="value">The value.</param>
    /// <param name="type">The wanted type.</param>
    public string Cast(string value, OnnxType type) => Node("Cast", [value], OnnxAttribute.Of("to", (long)type));

    /// <summary>Puts values side by side.</summary>
    /// <param name="values">Values of N rows.</param>
    public string Beside(params ReadOnlySpan<string> values) =>
        values.Length == 1 ? values[0] : Node("Concat", values, OnnxAttribute.Of("axis", 1));

    /// <summary>Some columns of a value.</summary>
    /// <param name="value">A value of N rows.</param>
    /// <param name="columns">The wanted columns, in the wanted order.</param>
    public string Columns(string value, params ReadOnlySpan<long> columns) =>
        Node("Gather", [value, Longs(columns)], OnnxAttribute.Of("axis", 1));

    /// <summary>A list out of a single column.</summary>
    /// <param name="value">A value of N rows and one column.</param>
    public string Flat(string value) => Node("Reshape", [value, Longs(-1)]);

    /// <summary>The same row N times; once when there is no input to count.</summary>
    /// <param name="values">The row.</param>
    public string Repeat<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        string row = Constant(values, 1, values.Length);
        if (FirstInput is null)
        {
            return row;
        }

        _rowCount ??= Node("Shape", [FirstInput], OnnxAttribute.Of("end", 1));
        return Node("Expand", [row, Node("Concat", [_rowCount, Longs(1)], OnnxAttribute.Of("axis", 0))]);
    }

    /// <summary>The finished graph.</summary>
    /// <param name="name">Its name.</param>
    public ProtoMessage Build(string name)
    {
        var graph = new ProtoMessage();
        _nodes.ForEach(node => graph.Message(1, node));
        graph.Text(2, name);
        _constants.ForEach(constant => graph.Message(5, constant));
        _inputs.ForEach(input => graph.Message(11, input));
        _outputs.ForEach(output => graph.Message(12, output));
        return graph;
    }

    private string Add(string operation, string domain, ReadOnlySpan<string> inputs, ReadOnlySpan<ProtoMessage> attributes)
    {
        string output = NewName("/" + operation);
        _nodes.Add(NodeOf(operation, domain, inputs, [output], attributes));
        return output;
    }

    private static ProtoMessage NodeOf(
        string operation, string domain, ReadOnlySpan<string> inputs, ReadOnlySpan<string> outputs, ReadOnlySpan<ProtoMessage> attributes)
    {
        var node = new ProtoMessage();
        foreach (string input in inputs)
        {
            node.Text(1, input);
        }

        foreach (string output in outputs)
        {
            node.Text(2, output);
        }

        node.Text(3, outputs[0]).Text(4, operation);
        foreach (ProtoMessage attribute in attributes)
        {
            node.Message(5, attribute);
        }

        return domain.Length == 0 ? node : node.Text(7, domain);
    }

    private static ProtoMessage Declare(string name, OnnxType type, int? width, string meaning)
    {
        ProtoMessage shape = new ProtoMessage().Message(1, new ProtoMessage().Text(2, "N"));
        if (width is int columns)
        {
            shape.Message(1, new ProtoMessage().Number(1, columns));
        }

        ProtoMessage tensor = new ProtoMessage().Number(1, (long)type).Message(2, shape);
        return new ProtoMessage().Text(1, name).Message(2, new ProtoMessage().Message(1, tensor)).Text(3, meaning);
    }
}
