using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace MlOpsDashboard.Core.Learning.Contract;

/// <summary>Reads what <see cref="WeightsWriter"/> wrote. Every length is checked before memory is taken.</summary>
public sealed class WeightsReader
{
    private const int MaxNameBytes = 256;

    private readonly Dictionary<string, (char Type, ReadOnlyMemory<byte> Bytes)> _arrays;
    private readonly string _prefix;

    /// <summary>Splits the bytes into arrays.</summary>
    /// <param name="bytes">The whole of <c>weights.bin</c>.</param>
    /// <exception cref="InvalidDataException">The bytes are cut off or not of this form.</exception>
    public WeightsReader(ReadOnlyMemory<byte> bytes)
    {
        _prefix = "";
        _arrays = new(StringComparer.Ordinal);
        while (!bytes.IsEmpty)
        {
            int nameLength = ReadLength(ref bytes);
            if (nameLength is < 1 or > MaxNameBytes || bytes.Length < nameLength + 5)
            {
                throw Damaged();
            }

            string name = Encoding.UTF8.GetString(bytes.Span[..nameLength]);
            char type = (char)bytes.Span[nameLength];
            bytes = bytes[(nameLength + 1)..];
            long size = ReadLength(ref bytes) * (long)SizeOf(type);
            if (size < 0 || size > bytes.Length || !_arrays.TryAdd(name, (type, bytes[..(int)size])))
            {
                throw Damaged();
            }

            bytes = bytes[(int)size..];
        }
    }

    private WeightsReader(WeightsReader whole, string prefix) => (_arrays, _prefix) = (whole._arrays, whole._prefix + prefix);

    /// <summary>A reader of the arrays that <see cref="WeightsWriter.Within"/> wrote.</summary>
    /// <param name="prefix">The prefix that they were written under.</param>
    public WeightsReader Within(string prefix) => new(this, prefix);

    /// <summary>Whether there is an array of a name, for arrays that files of earlier versions lack.</summary>
    /// <param name="name">The name it would be written under.</param>
    public bool Has(string name) => _arrays.ContainsKey(_prefix + name);

    /// <summary>An array of 32-bit floats.</summary>
    /// <param name="name">The name it was written under.</param>
    /// <exception cref="InvalidDataException">There is none of that name and type.</exception>
    public float[] Singles(string name) => Read<float>(name, 'f');

    /// <summary>An array of 64-bit floats.</summary>
    /// <param name="name">The name it was written under.</param>
    /// <exception cref="InvalidDataException">There is none of that name and type.</exception>
    public double[] Doubles(string name) => Read<double>(name, 'd');

    /// <summary>An array of 32-bit integers.</summary>
    /// <param name="name">The name it was written under.</param>
    /// <exception cref="InvalidDataException">There is none of that name and type.</exception>
    public int[] Integers(string name) => Read<int>(name, 'i');

    /// <summary>An array of bytes.</summary>
    /// <param name="name">The name it was written under.</param>
    /// <exception cref="InvalidDataException">There is none of that name and type.</exception>
    public byte[] Bytes(string name) => Read<byte>(name, 'b');

    private static int ReadLength(ref ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length < 4)
        {
            throw Damaged();
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(bytes.Span);
        bytes = bytes[4..];
        return length;
    }

    private static int SizeOf(char type) => type switch
    {
        'f' or 'i' => 4,
        'd' => 8,
        'b' => 1,
        _ => throw Damaged(),
    };

    private static InvalidDataException Damaged() => new("The model's weights are damaged or not of this program.");

    private T[] Read<T>(string name, char type)
        where T : unmanaged =>
        _arrays.TryGetValue(_prefix + name, out (char Type, ReadOnlyMemory<byte> Bytes) array) && array.Type == type
            ? MemoryMarshal.Cast<byte, T>(array.Bytes.Span).ToArray()
            : throw new InvalidDataException($"The model's weights lack the array '{_prefix + name}'.");
}
