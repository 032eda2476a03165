using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace MlOpsDashboard.Tests.Web.Fuzz;

/// <summary>Does to bodies what careless and malicious clients do.</summary>
internal static class FuzzDamage
{
    private static readonly byte[][] s_values =
    [
        .. new[]
        {
            "null", "true", "0", "-1", "-0.0", "1e400", "1e-400", "12345678901234567890", "2147483648", "0.1", "NaN", "\"\"", "\" \"", "\"x\"", "\"\\ud800\"",
            "\"\\udc00\\ud800\"", "\"\\u0000\"", "\"\\ud83d\\ude00\"", "[]", "{}", "[[]]", "[null]", "{\"a\":1}", "{\"\\ud800\":1}", "\"2026-02-30\"", "\"0001-01-01T00:00:00+14:00\"",
            "\"9999-12-31T23:59:59-14:00\"", "\"../../etc/passwd\"", "\"a:b\"", "\"=1+1\"", "\"1e5\"", $"\"{new string('a', 5000)}\"", new string('[', 200), "tru", "",
        }.Select(Encoding.UTF8.GetBytes),
        [(byte)'"', 0xFF, (byte)'"'],
        [(byte)'"', 0xED, 0xA0, 0x80, (byte)'"'],
        [0xFF],
    ];

    private static readonly byte[][] s_pieces =
    [
        [0xFF], [0], "\uFEFF"u8.ToArray(), "\r\n"u8.ToArray(), "--"u8.ToArray(), "\""u8.ToArray(), "{"u8.ToArray(), "]"u8.ToArray(), "\\ud83d"u8.ToArray(), "Content-Disposition: form-data\r\n\r\n"u8.ToArray(),
        [.. Enumerable.Repeat((byte)'9', 400)],
    ];

    /// <summary>Replaces one value of a JSON body, or drops it.</summary>
    public static byte[] ReplaceValue(byte[] json, Random random)
    {
        List<Range> values = Values(json);
        return values.Count == 0 ? json : Splice(json, values[random.Next(values.Count)], Pick(s_values, random));
    }

    /// <summary>Cuts, repeats, flips or inserts bytes.</summary>
    public static byte[] Tear(byte[] body, Random random)
    {
        if (body.Length == 0)
        {
            return Pick(s_pieces, random);
        }

        int from = random.Next(body.Length);
        int to = random.Next(from, Math.Min(body.Length, from + 40));
        switch (random.Next(6))
        {
            case 0:
                return body[..from];
            case 1:
                return Splice(body, from..to, []);
            case 2:
                return Splice(body, from..from, body[from..to]);
            case 3:
                return Splice(body, from..(from + 1), [(byte)random.Next(256)]);
            case 4:
                return [.. body, .. Pick(s_pieces, random)];
            default:
                return Splice(body, from..from, Pick(s_pieces, random));
        }
    }

    /// <summary>Packs a body, and sometimes damages what is packed.</summary>
    public static byte[] Pack(byte[] body, bool brotli, Random random)
    {
        using var packed = new MemoryStream();
        using (Stream stream = brotli ? new BrotliStream(packed, CompressionLevel.Fastest) : new GZipStream(packed, CompressionLevel.Fastest))
        {
            stream.Write(body);
        }

        return random.Next(3) == 0 ? Tear(packed.ToArray(), random) : packed.ToArray();
    }

    /// <summary>One of some.</summary>
    public static T Pick<T>(IReadOnlyList<T> some, Random random) => some[random.Next(some.Count)];

    private static List<Range> Values(byte[] json)
    {
        var found = new List<Range>();
        try
        {
            var reader = new Utf8JsonReader(json);
            while (reader.Read())
            {
                if (reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.EndObject or JsonTokenType.EndArray))
                {
                    Utf8JsonReader ahead = reader;
                    ahead.Skip();
                    found.Add((int)reader.TokenStartIndex..(int)ahead.BytesConsumed);
                }
            }
        }
        catch (JsonException)
        {
            // It was torn before.
        }

        return found;
    }

    private static byte[] Splice(byte[] body, Range range, byte[] piece) => [.. body[..range.Start], .. piece, .. body[range.End..]];
}
