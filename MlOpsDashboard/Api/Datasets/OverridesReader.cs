using System.Text.Json;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Api.Datasets;

/// <summary>Reads the fields of an upload that say how the table is written.</summary>
internal static class OverridesReader
{
    /// <summary>Whether the first row holds the names; null asks to find out.</summary>
    /// <param name="fields">The form's fields.</param>
    /// <exception cref="InvalidException">The field <c>header</c> is none of its words.</exception>
    public static bool? Header(IReadOnlyDictionary<string, string> fields) => fields.GetValueOrDefault("header")?.Trim().ToLowerInvariant() switch
    {
        null or "" or "auto" => null,
        "present" or "true" or "yes" => true,
        "absent" or "false" or "no" or "none" => false,
        var other => throw new InvalidException("header", $"header must be auto, present or absent, not '{other}'."),
    };

    /// <summary>What the fields encoding, separator and columns say.</summary>
    /// <param name="fields">The form's fields.</param>
    /// <exception cref="InvalidException">A field is at fault; it is named.</exception>
    public static TableOverrides Read(IReadOnlyDictionary<string, string> fields) => TableOverrides.None with
    {
        Encoding = Said(fields, "encoding") is { } encoding ? Encoding(encoding) : null,
        Separator = fields.TryGetValue("separator", out string? separator) && separator.Length > 0 && separator != "auto" ? Separator(separator) : null,
        Columns = Said(fields, "columns") is { } columns ? Columns(columns) : TableOverrides.None.Columns,
    };

    private static string? Said(IReadOnlyDictionary<string, string> fields, string name) =>
        fields.GetValueOrDefault(name)?.Trim() is { Length: > 0 } text && text != "auto" ? text : null;

    private static TextEncoding Encoding(string name) => EncodingNames.Find(name)
        ?? throw new InvalidException("encoding", $"'{name}' is not an encoding that is known. These are: {string.Join(", ", EncodingNames.All)}.");

    private static char Separator(string text) => text.Trim(' ').ToLowerInvariant() switch
    {
        "comma" => ',',
        "semicolon" => ';',
        "tab" or "\\t" => '\t',
        "pipe" => '|',
        "space" or "blank" or "" => ' ',
        [var one] when one is < '\x7F' and not ('"' or '\r' or '\n' or '\0') && !char.IsAsciiLetterOrDigit(one) => one,
        _ => throw new InvalidException("separator", $"separator must be one ASCII character that is no letter, digit or quote, or comma, semicolon, tab, pipe or space, not '{text}'."),
    };

    private static Dictionary<string, ColumnOverride> Columns(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8 });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new InvalidException("columns", "columns must be an object: for each column's name an object with type, format or missing.");
            }

            var columns = new Dictionary<string, ColumnOverride>(StringComparer.Ordinal);
            foreach (JsonProperty column in document.RootElement.EnumerateObject())
            {
                columns[column.Name] = Column(column.Value, $"columns.{column.Name}");
            }

            return columns;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new InvalidException("columns", "columns must be valid JSON: for each column's name an object with type, format or missing.");
        }
    }

    private static ColumnOverride Column(JsonElement said, string field)
    {
        if (said.ValueKind == JsonValueKind.String)
        {
            return ColumnOverride.Read(said.GetString(), null, null, field);
        }

        if (said.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidException(field, "A column is said as an object with type, format or missing.");
        }

        string? unknown = said.EnumerateObject().Select(property => property.Name).FirstOrDefault(name => name is not ("type" or "format" or "missing"));
        return unknown is not null
            ? throw new InvalidException($"{field}.{unknown}", $"'{unknown}' cannot be said of a column: type, format and missing can.")
            : ColumnOverride.Read(Text(said, "type", field), Text(said, "format", field), Missing(said, field), field);
    }

    private static string? Text(JsonElement said, string name, string field) => !said.TryGetProperty(name, out JsonElement value) ? null : value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => throw new InvalidException($"{field}.{name}", $"{name} must be a text."),
    };

    private static List<string>? Missing(JsonElement said, string field)
    {
        if (!said.TryGetProperty("missing", out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        JsonElement[] markers = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
        return [.. markers.Select(marker => marker.ValueKind switch
        {
            JsonValueKind.String => marker.GetString()!,
            JsonValueKind.Number => marker.GetRawText(),
            _ => throw new InvalidException($"{field}.missing", "missing must be a list of texts."),
        })];
    }
}
