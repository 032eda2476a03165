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
}
