using System.Text;

namespace MlOpsDashboard.Core.Tabular;

/// <summary>The names of encodings, as the IANA and people write them.</summary>
public static class EncodingNames
{
    private static readonly (TextEncoding Encoding, string Name, int CodePage)[] s_all =
    [
        (TextEncoding.Utf8, "utf-8", 65001),
        (TextEncoding.Utf16LittleEndian, "utf-16le", 1200),
        (TextEncoding.Utf16BigEndian, "utf-16be", 1201),
        (TextEncoding.Windows1250, "windows-1250", 1250),
        (TextEncoding.Windows1251, "windows-1251", 1251),
        (TextEncoding.Windows1252, "windows-1252", 1252),
        (TextEncoding.Windows1253, "windows-1253", 1253),
        (TextEncoding.Windows1254, "windows-1254", 1254),
        (TextEncoding.Iso8859Part2, "iso-8859-2", 28592),
        (TextEncoding.Iso8859Part15, "iso-8859-15", 28605),
        (TextEncoding.Koi8R, "koi8-r", 20866),
        (TextEncoding.Ibm437, "ibm437", 437),
        (TextEncoding.Ibm850, "ibm850", 850),
        (TextEncoding.Ibm866, "cp866", 866),
        (TextEncoding.Macintosh, "macintosh", 10000),
        (TextEncoding.ShiftJis, "shift_jis", 932),
        (TextEncoding.EucJp, "euc-jp", 51932),
        (TextEncoding.Gb18030, "gb18030", 54936),
        (TextEncoding.Big5, "big5", 950),
        (TextEncoding.EucKr, "euc-kr", 51949),
    ];

    /// <summary>The names, one an encoding.</summary>
    public static IReadOnlyList<string> All { get; } = [.. s_all.Select(one => one.Name)];

    /// <summary>The name of an encoding.</summary>
    /// <param name="encoding">An encoding.</param>
    public static string Of(TextEncoding encoding) => Array.Find(s_all, one => one.Encoding == encoding).Name;

    /// <summary>The encoding of a name.</summary>
    /// <param name="name">A name of <see cref="All"/>, or another one of the same encoding, such as <c>cp1251</c>, <c>latin1</c> or <c>windows1252</c>.</param>
    /// <returns>Null when it is not known.</returns>
    public static TextEncoding? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string plain = Plain(name);
        foreach ((TextEncoding encoding, string known, int codePage) in s_all)
        {
            if (plain == Plain(known) || plain == Plain(encoding.ToString()) || plain == $"cp{codePage}" || plain == $"{codePage}")
            {
                return encoding;
            }
        }

        return plain switch
        {
            "latin1" or "iso88591" or "ascii" or "usascii" or "ansi" => TextEncoding.Windows1252,
            "utf16" or "unicode" => TextEncoding.Utf16LittleEndian,
            "latin2" => TextEncoding.Iso8859Part2,
            "latin9" => TextEncoding.Iso8859Part15,
            "sjis" or "windows31j" => TextEncoding.ShiftJis,
            "gbk" or "gb2312" or "cp936" => TextEncoding.Gb18030,
            "macroman" => TextEncoding.Macintosh,
            _ => null,
        };
    }

    /// <summary>The framework's encoding; bytes that are no characters are errors.</summary>
    /// <param name="encoding">An encoding of one or more bytes a character.</param>
    internal static Encoding Open(TextEncoding encoding) => CodePagesEncodingProvider.Instance.GetEncoding(
        Array.Find(s_all, one => one.Encoding == encoding).CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    private static string Plain(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
