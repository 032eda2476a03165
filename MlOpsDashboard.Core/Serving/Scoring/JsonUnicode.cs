using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace MlOpsDashboard.Core.Serving.Scoring;

/// <summary>
/// Finds texts in a body that are not Unicode: bytes that are not UTF-8, or half of a surrogate pair. JSON allows them and .NET has no text
/// for them, so they would fail wherever they are read first.
/// </summary>
internal static class JsonUnicode
{
    /// <summary>Refuses a body with such a text. A body that is not JSON is left to the one who reads it.</summary>
    /// <param name="json">The body.</param>
    /// <exception cref="InvalidException">There is such a text; its place is named.</exception>
    public static void Require(ReadOnlySpan<byte> json)
    {
        if (Utf8.IsValid(json) && !HasSurrogateEscape(json))
        {
            return;
        }

        try
        {
            Find(json);
        }
        catch (JsonException)
        {
            // Whoever reads the body says what is wrong with it.
        }
    }

    private static bool HasSurrogateEscape(ReadOnlySpan<byte> json) => json.IndexOf("\\ud"u8) >= 0 || json.IndexOf("\\uD"u8) >= 0;

    private static void Find(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var place = new Stack<(string? Name, int Index)>();
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                place.Pop();
                continue;
            }

            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                Step(place);
            }

            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
            {
                bool isName = reader.TokenType == JsonTokenType.PropertyName;
                if (isName)
                {
                    place.Pop();
                }

                string text = Read(reader, Path(place));
                if (isName)
                {
                    place.Push((text, -1));
                }
            }
            else if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                place.Push((null, -1));
            }
        }
    }

    // A value of an array stands one place behind the value before.
    private static void Step(Stack<(string? Name, int Index)> place)
    {
        if (place.TryPop(out (string? Name, int Index) at))
        {
            place.Push((at.Name, at.Index + 1));
        }
    }

    private static string Read(in Utf8JsonReader reader, string path)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            string what = reader.TokenType == JsonTokenType.PropertyName ? "The name of a member" : "The text";
            string where = path.Length == 0 ? "" : " at " + path;
            string byteAt = reader.TokenStartIndex.ToString(CultureInfo.InvariantCulture);
            throw new InvalidException(
                path.Length == 0 ? "body" : path,
                $"{what}{where} (byte {byteAt}) is not Unicode: it has a byte that is not UTF-8, or half of a surrogate pair.");
        }
    }

    private static string Path(Stack<(string? Name, int Index)> place)
    {
        var path = new StringBuilder();
        foreach ((string? name, int index) in place.Reverse())
        {
            _ = name is not null ? path.Append(path.Length == 0 ? "" : ".").Append(name)
                : index >= 0 ? path.Append(CultureInfo.InvariantCulture, $"[{index}]")
                : path;
        }

        return path.ToString();
    }
}
