using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace MlOpsDashboard.Tests.Web.Observability;

/// <summary>A Protocol Buffers message without its schema: fields by number (protobuf.dev, "Encoding").</summary>
internal sealed class ProtobufMessage
{
    private readonly List<(int Number, ulong Value, byte[] Bytes)> _fields = [];

    /// <summary>Reads a message.</summary>
    public ProtobufMessage(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            ulong key = Varint(ref bytes);
            int number = (int)(key >> 3);
            switch (key & 7)
            {
                case 0:
                    _fields.Add((number, Varint(ref bytes), []));
                    break;
                case 1:
                    _fields.Add((number, BinaryPrimitives.ReadUInt64LittleEndian(bytes), []));
                    bytes = bytes[8..];
                    break;
                case 2:
                    int length = (int)Varint(ref bytes);
                    _fields.Add((number, 0, bytes[..length].ToArray()));
                    bytes = bytes[length..];
                    break;
                case 5:
                    _fields.Add((number, BinaryPrimitives.ReadUInt32LittleEndian(bytes), []));
                    bytes = bytes[4..];
                    break;
                default:
                    throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"Wire type {key & 7} is none."));
            }
        }
    }

    /// <summary>The messages at the end of a path of field numbers.</summary>
    public IEnumerable<ProtobufMessage> All(params int[] path) => path.Length == 0
        ? [this]
        : _fields.Where(field => field.Number == path[0]).SelectMany(field => new ProtobufMessage(field.Bytes).All(path[1..]));

    /// <summary>A field's text.</summary>
    public string Text(int number) => Encoding.UTF8.GetString(Bytes(number));

    /// <summary>A field's bytes, as hexadecimal digits.</summary>
    public string Hex(int number) => Convert.ToHexStringLower(Bytes(number));

    /// <summary>A field's number.</summary>
    public ulong Number(int number) => _fields.LastOrDefault(field => field.Number == number).Value;

    /// <summary>OTLP attributes (KeyValue: key = 1, value = 2 with string = 1 or integer = 3).</summary>
    public Dictionary<string, string> Attributes(int number) => All(number).ToDictionary(
        pair => pair.Text(1),
        pair => pair.All(2).Select(value => value.Text(1) is { Length: > 0 } text ? text : value.Number(3).ToString(CultureInfo.InvariantCulture)).First(),
        StringComparer.Ordinal);

    private byte[] Bytes(int number) => _fields.LastOrDefault(field => field.Number == number).Bytes ?? [];

    private static ulong Varint(ref ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        for (int i = 0; ; i++)
        {
            value |= (ulong)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] < 0x80)
            {
                bytes = bytes[(i + 1)..];
                return value;
            }
        }
    }
}
