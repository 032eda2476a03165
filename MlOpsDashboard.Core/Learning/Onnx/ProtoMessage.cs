using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace MlOpsDashboard.Core.Learning.Onnx;

/// <summary>
/// A message in the wire format of Protocol Buffers, written field after field. It is a list of pieces, so that a message may be put
/// into another one, and that one into a third, without its bytes being copied.
/// </summary>
internal sealed class ProtoMessage
{
    private const int Varint = 0;
    private const int Delimited = 2;
    private const int Fixed32 = 5;

    private readonly List<ReadOnlyMemory<byte>> _pieces = [];
    private ArrayBufferWriter<byte> _open = new();

    /// <summary>The length in bytes.</summary>
    public long Length { get; private set; }

    /// <summary>The bytes, piece by piece.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Pieces => _open.WrittenCount == 0 ? _pieces : _pieces.Append(_open.WrittenMemory);

    /// <summary>Writes a whole number; a negative one takes ten bytes.</summary>
    /// <param name="field">The field's number.</param>
    /// <param name="value">The value.</param>
    public ProtoMessage Number(int field, long value)
    {
        Key(field, Varint);
        Raw((ulong)value);
        return this;
    }

    /// <summary>Writes a 32-bit float.</summary>
    /// <param name="field">The field's number.</param>
    /// <param name="value">The value.</param>
    public ProtoMessage Single(int field, float value)
    {
        Key(field, Fixed32);
        BinaryPrimitives.WriteSingleLittleEndian(_open.GetSpan(4), value);
        Advance(4);
        return this;
    }

    /// <summary>Writes a text as UTF-8.</summary>
    /// <param name="field">The field's number.</param>
    /// <param name="value">The value.</param>
    public ProtoMessage Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Writes bytes; the memory is kept, not copied, when there is much of it.</summary>
    /// <param name="field">The field's number.</param>
    /// <param name="value">The value.</param>
    public ProtoMessage Bytes(int field, ReadOnlyMemory<byte> value)
    {
        Key(field, Delimited);
        Raw((ulong)value.Length);
        Append(value);
        return this;
    }

    /// <summary>Writes a message, which must be complete.</summary>
    /// <param name="field">The field's number.</param>
    /// <param name="message">The message.</param>
    public ProtoMessage Message(int field, ProtoMessage message)
    {
        Key(field, Delimited);
        Raw((ulong)message.Length);
        foreach (ReadOnlyMemory<byte> piece in message.Pieces)
        {
            Append(piece);
        }

        return this;
    }

    private void Key(int field, int type) => Raw(((ulong)field << 3) | (uint)type);

    private void Raw(ulong value)
    {
        int size = Math.Max(1, (70 - BitOperations.LeadingZeroCount(value)) / 7);
        Span<byte> to = _open.GetSpan(size);
        for (int i = 0; i < size; i++)
        {
            to[i] = (byte)((value & 0x7f) | (i < size - 1 ? 0x80u : 0));
            value >>= 7;
        }

        Advance(size);
    }

    private void Append(ReadOnlyMemory<byte> bytes)
    {
        const int Small = 256;
        if (bytes.Length <= Small)
        {
            bytes.Span.CopyTo(_open.GetSpan(Math.Max(1, bytes.Length)));
            Advance(bytes.Length);
            return;
        }

        if (_open.WrittenCount > 0)
        {
            _pieces.Add(_open.WrittenMemory);
            _open = new ArrayBufferWriter<byte>();
        }

        _pieces.Add(bytes);
        Length += bytes.Length;
    }

    private void Advance(int count)
    {
        _open.Advance(count);
        Length += count;
    }
}
