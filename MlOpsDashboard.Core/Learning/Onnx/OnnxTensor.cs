using System.Runtime.InteropServices;
using System.Text;

namespace MlOpsDashboard.Core.Learning.Onnx;

/// <summary>Makes constant tensors (TensorProto).</summary>
internal static class OnnxTensor
{
    private const int Dims = 1;
    private const int DataType = 2;
    private const int StringData = 6;
    private const int NameField = 8;
    private const int RawData = 9;

    /// <summary>A tensor of numbers.</summary>
    /// <param name="name">Its name; null within an attribute.</param>
    /// <param name="values">Row after row: floats, doubles or 64-bit integers.</param>
    /// <param name="shape">The lengths of its dimensions; none for a single value.</param>
    public static ProtoMessage Of<T>(string? name, ReadOnlySpan<T> values, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("Models are exported on little-endian machines only.");
        }

        ProtoMessage tensor = Start(name, TypeOf<T>(), shape);
        return tensor.Bytes(RawData, MemoryMarshal.AsBytes(values).ToArray());
    }

    /// <summary>A list of texts.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">The texts.</param>
    public static ProtoMessage OfTexts(string name, IReadOnlyList<string> values)
    {
        ProtoMessage tensor = Start(name, OnnxType.Text, [values.Count]);
        foreach (string value in values)
        {
            tensor.Bytes(StringData, Encoding.UTF8.GetBytes(value));
        }

        return tensor;
    }

    private static ProtoMessage Start(string? name, OnnxType type, ReadOnlySpan<long> shape)
    {
        var tensor = new ProtoMessage();
        foreach (long length in shape)
        {
            tensor.Number(Dims, length);
        }

        tensor.Number(DataType, (long)type);
        return name is null ? tensor : tensor.Text(NameField, name);
    }

    private static OnnxType TypeOf<T>() =>
        typeof(T) == typeof(float) ? OnnxType.Single
        : typeof(T) == typeof(double) ? OnnxType.Double
        : typeof(T) == typeof(long) ? OnnxType.Int64
        : throw new ArgumentException($"There is no tensor of {typeof(T).Name}.");
}
