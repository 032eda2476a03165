namespace MlOpsDashboard.Core.Tabular;

/// <summary>How the characters of a file are written as bytes.</summary>
public enum TextEncoding
{
    /// <summary>UTF-8, of which ASCII is a part.</summary>
    Utf8,

    /// <summary>UTF-16, low byte first (Windows' "Unicode").</summary>
    Utf16LittleEndian,

    /// <summary>UTF-16, high byte first.</summary>
    Utf16BigEndian,

    /// <summary>Windows-1252, of which Latin-1 (ISO 8859-1) is a part as far as printable characters go.</summary>
    Windows1252,

    /// <summary>Windows-1250: Central European.</summary>
    Windows1250,

    /// <summary>Windows-1251: Cyrillic.</summary>
    Windows1251,

    /// <summary>Windows-1253: Greek.</summary>
    Windows1253,

    /// <summary>Windows-1254: Turkish.</summary>
    Windows1254,

    /// <summary>ISO 8859-2: Central European.</summary>
    Iso8859Part2,

    /// <summary>ISO 8859-15: Western European with the euro sign.</summary>
    Iso8859Part15,

    /// <summary>KOI8-R: Cyrillic.</summary>
    Koi8R,

    /// <summary>The code page 437 of MS-DOS.</summary>
    Ibm437,

    /// <summary>The code page 850 of MS-DOS.</summary>
    Ibm850,

    /// <summary>The Cyrillic code page 866 of MS-DOS.</summary>
    Ibm866,

    /// <summary>Mac OS Roman.</summary>
    Macintosh,

    /// <summary>Shift JIS: Japanese.</summary>
    ShiftJis,

    /// <summary>EUC-JP: Japanese.</summary>
    EucJp,

    /// <summary>GB 18030, of which GBK is a part: Chinese.</summary>
    Gb18030,

    /// <summary>Big5: Chinese.</summary>
    Big5,

    /// <summary>EUC-KR: Korean.</summary>
    EucKr,
}
