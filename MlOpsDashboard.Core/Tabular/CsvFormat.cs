using System.Text;

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

    /// <summary>The file's text as UTF-8 without a byte order mark, whatever it is stored as.</summary>
    /// <param name="content">The file, at its first byte; disposed with the returned stream.</param>
    internal Stream OpenUtf8(Stream content)
    {
        Span<byte> mark = stackalloc byte[4];
        content.ReadExactly(mark[..ByteOrderMark]);
        return Encoding switch
        {
            TextEncoding.Utf16LittleEndian => Transcode(content, new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true)),
            TextEncoding.Utf16BigEndian => Transcode(content, new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true)),
            TextEncoding.Windows1252 => Transcode(content, CodePagesEncodingProvider.Instance.GetEncoding(1252)!),
            _ => content,
        };
    }

    private static Stream Transcode(Stream content, Encoding from) =>
        System.Text.Encoding.CreateTranscodingStream(content, from, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
}
