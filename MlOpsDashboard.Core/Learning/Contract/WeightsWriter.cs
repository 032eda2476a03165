using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace MlOpsDashboard.Core.Learning.Contract;

/// <summary>
/// Writes named little-endian arrays: for each a name (length-prefixed UTF-8), a type letter, a count, the values.
/// </summary>
/// <param name="stream">Where to; not closed here.</param>
public sealed class WeightsWriter(Stream stream)
{
    private readonly string _prefix = "";

    private WeightsWriter(Stream stream, string prefix)
        : this(stream) => _prefix = prefix;

    /// <summary>A writer to the same stream that puts a prefix before every name, for a model inside another.</summary>
    /// <param name="prefix">Unique in the outer model.</param>
    public WeightsWriter Within(string prefix) => new(stream, _prefix + prefix);

    /// <summary>Writes an array of 32-bit floats.</summary>
    /// <param name="name">Unique in its model.</param>
    /// <param name="values">The values.</param>
    public void Write(string name, ReadOnlySpan<float> values) => Write(name, 'f', values);

    /// <summary>Writes an array of 64-bit floats.</summary>
    /// <param name="name">Unique in its model.</param>
    /// <param name="values">The values.</param>
    public void Write(string name, ReadOnlySpan<double> values) => Write(name, 'd', values);

    /// <summary>Writes an array of 32-bit integers.</summary>
    /// <param name="name">Unique in its model.</param>
    /// <param name="values">The values.</param>
    public void Write(string name, ReadOnlySpan<int> values) => Write(name, 'i', values);

    /// <summary>Writes an array of bytes.</summary>
    /// <param name="name">Unique in its model.</param>
    /// <param name="values">The values.</param>
    public void Write(string name, ReadOnlySpan<byte> values) => Write(name, 'b', values);

    private void Write<T>(string name, char type, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("Models are written on little-endian machines only.");
        }

        byte[] text = Encoding.UTF8.GetBytes(_prefix + name);
        Span<byte> header = stackalloc byte[5];
        BinaryPrimitives.WriteInt32LittleEndian(header, text.Length);
        stream.Write(header[..4]);
        stream.Write(text);
        header[0] = (byte)type;
        BinaryPrimitives.WriteInt32LittleEndian(header[1..], values.Length);
        stream.Write(header);
        stream.Write(MemoryMarshal.AsBytes(values));
    }
}
