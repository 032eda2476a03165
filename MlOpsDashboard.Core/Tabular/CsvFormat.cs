using System.Text;
using System.Text.Json.Serialization;

namespace MlOpsDashboard.Core.Tabular;

/// <summary>How a table is written in a file.</summary>
/// <param name="Encoding">How characters are bytes.</param>
/// <param name="ByteOrderMark">The length of the byte order mark at the start, in bytes; 0 when there is none.</param>
/// <param name="Separator">What stands between fields.</param>
/// <param name="HasHeader">Whether the first row holds the columns' names.</param>
public sealed record CsvFormat(TextEncoding Encoding, int ByteOrderMark, char Separator, bool HasHeader)
{
    /// <summary>UTF-8 without mark, commas, a header.</summary>
    public static CsvFormat Default { get; } = new(TextEncoding.Utf8, 0, ',', true);

    /// <summary>Whether the first line only names the separator, as Excel reads it: <c>sep=;</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HasSeparatorLine { get; init; }

    /// <summary>Whether rows that repeat the header are left out, as where files were put together.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool SkipsRepeatedHeaders { get; init; }

    /// <summary>Reads the file's rows, the header first where there is one.</summary>
    /// <param name="content">The file, at its first byte; disposed with the reader.</param>
    /// <param name="limits">Null means <see cref="CsvLimits.Default"/>.</param>
    /// <exception cref="CsvException">The first line cannot be read.</exception>
    public CsvReader OpenRows(Stream content, CsvLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        var reader = new CsvReader(OpenUtf8(content), Separator, limits);
        if (HasSeparatorLine)
        {
            reader.SkipLine();
        }

        if (SkipsRepeatedHeaders && HasHeader)
        {
            reader.SkipRepeatedHeaders();
        }

        return reader;
    }

    /// <summary>The file's text as UTF-8 without a byte order mark, whatever it is stored as.</summary>
    /// <param name="content">The file, at its first byte; disposed with the returned stream.</param>
    internal Stream OpenUtf8(Stream content)
    {
        Span<byte> mark = stackalloc byte[EncodingDetector.MostMarkBytes];
        content.ReadExactly(mark[..ByteOrderMark]);
        return Encoding switch
        {
            TextEncoding.Utf8 => content,
            TextEncoding.Utf16LittleEndian => Transcode(content, new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true)),
            TextEncoding.Utf16BigEndian => Transcode(content, new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true)),
            _ => Transcode(content, EncodingNames.Open(Encoding)),
        };
    }

    private static Stream Transcode(Stream content, Encoding from) =>
        System.Text.Encoding.CreateTranscodingStream(content, from, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
}
