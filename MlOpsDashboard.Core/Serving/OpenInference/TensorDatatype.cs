using System.Text.Json;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Serving.OpenInference;

/// <summary>A data type of the Open Inference Protocol V2, and which JSON values are of it. Immutable.</summary>
internal sealed class TensorDatatype
{
    /// <summary>Truths: JSON booleans, or the numbers 0 and 1.</summary>
    public static readonly TensorDatatype Bool = new("BOOL", 0, 1, true);

    /// <summary>64-bit floats.</summary>
    public static readonly TensorDatatype Fp64 = new("FP64", -double.MaxValue, double.MaxValue, false);

    /// <summary>Strings.</summary>
    public static readonly TensorDatatype Bytes = new("BYTES", 0, 0, false);

    private const double MostHalf = 65504;

    private static readonly TensorDatatype[] s_all =
    [
        Bool, Fp64, Bytes,
        new("FP32", -float.MaxValue, float.MaxValue, false), new("FP16", -MostHalf, MostHalf, false),
        new("INT64", long.MinValue, long.MaxValue, true), new("INT32", int.MinValue, int.MaxValue, true),
        new("INT16", short.MinValue, short.MaxValue, true), new("INT8", sbyte.MinValue, sbyte.MaxValue, true),
        new("UINT64", 0, ulong.MaxValue, true), new("UINT32", 0, uint.MaxValue, true),
        new("UINT16", 0, ushort.MaxValue, true), new("UINT8", 0, byte.MaxValue, true),
    ];

    private readonly double _least;
    private readonly double _most;
    private readonly bool _whole;

    private TensorDatatype(string name, double least, double most, bool whole)
    {
        Name = name;
        _least = least;
        _most = most;
        _whole = whole;
    }

    /// <summary>The protocol's word.</summary>
    public string Name { get; }

    /// <summary>All the protocol's words, for messages.</summary>
    public static string Names { get; } = string.Join(", ", s_all.Select(type => type.Name));

    /// <summary>The type with a name, or null.</summary>
    /// <param name="name">In capitals, as the protocol writes it.</param>
    public static TensorDatatype? Find(string name) => Array.Find(s_all, type => type.Name == name);

    /// <summary>The type that a feature is best sent as.</summary>
    /// <param name="feature">The feature.</param>
    public static TensorDatatype Of(FeatureSignature feature) => feature.Type switch
    {
        ColumnType.Numeric => Fp64,
        ColumnType.Boolean => Bool,
        _ => Bytes,
    };

    /// <summary>Whether the value that a reader stands on is of this type. Null, which is missing, is of every type.</summary>
    /// <param name="reader">Stands on a value.</param>
    public bool Takes(in Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => true,
        JsonTokenType.String => this == Bytes,
        JsonTokenType.True or JsonTokenType.False => this == Bool,
        JsonTokenType.Number => this != Bytes && reader.TryGetDouble(out double number) && Holds(number),
        _ => false,
    };

    private bool Holds(double number) => number >= _least && number <= _most && (!_whole || double.IsInteger(number));
}
