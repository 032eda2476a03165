using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlOpsDashboard.Core.Learning.Artifacts;

/// <summary>Writes and reads <c>model.json</c>.</summary>
internal static class ModelJson
{
    private const int HashDigits = 64;

    private static readonly byte[] s_prefix = "{\"sha256\":\""u8.ToArray();
    private static readonly string s_zeros = new('0', HashDigits);

    /// <summary>The one way in which artifacts use JSON.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        MaxDepth = 32,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false), new HyperparametersConverter() },
    };

    /// <summary>Writes a document and puts its hash in.</summary>
    public static byte[] Write(ModelDocument document)
    {
        byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(document with { Sha256 = s_zeros }, Options);
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.AsSpan(s_prefix.Length));
        return bytes;
    }

    /// <summary>Reads a document after its hash was checked.</summary>
    /// <exception cref="InvalidDataException">It is damaged or not of this form.</exception>
    public static ModelDocument Read(byte[] bytes)
    {
        if (bytes.Length < s_prefix.Length + HashDigits || !bytes.AsSpan().StartsWith(s_prefix))
        {
            throw new InvalidDataException("The file is not a model of this program: its model.json has another form.");
        }

        string stated = Encoding.ASCII.GetString(bytes, s_prefix.Length, HashDigits);
        byte[] zeroed = (byte[])bytes.Clone();
        Encoding.ASCII.GetBytes(s_zeros, zeroed.AsSpan(s_prefix.Length));
        if (Convert.ToHexStringLower(SHA256.HashData(zeroed)) != stated)
        {
            throw new InvalidDataException("The model is damaged: its model.json does not match its own hash.");
        }

        try
        {
            return JsonSerializer.Deserialize<ModelDocument>(bytes, Options) ?? throw new InvalidDataException("The model's model.json is empty.");
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or NotSupportedException)
        {
            throw new InvalidDataException("The model's model.json does not have the form of this program's models.", exception);
        }
    }
}
