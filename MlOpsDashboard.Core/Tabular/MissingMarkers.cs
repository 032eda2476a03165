namespace MlOpsDashboard.Core.Tabular;

/// <summary>The usual ways to write that a value is missing, upper or lower case alike: nothing or blanks, NA, N/A, #N/A, null, ?, NaN.</summary>
public static class MissingMarkers
{
    private static readonly string[] s_markers = ["", "NA", "N/A", "#N/A", "null", "?", "NaN"];

    /// <summary>The markers as they are reported.</summary>
    public static IReadOnlyList<string> All => s_markers;

    /// <summary>Whether a field says that its value is missing.</summary>
    /// <param name="field">The field as UTF-8; blanks around it do not count.</param>
    public static bool IsMissing(ReadOnlySpan<byte> field) => IndexOf(CellTrim.Of(field)) >= 0;

    /// <summary>Which of <see cref="All"/> a field is, or −1.</summary>
    /// <param name="trimmed">UTF-8, as <see cref="CellTrim"/> leaves it.</param>
    internal static int IndexOf(ReadOnlySpan<byte> trimmed)
    {
        switch (trimmed.Length)
        {
            case 0:
                return 0;
            case 1:
                return trimmed[0] == (byte)'?' ? 5 : -1;
            case 2:
                return Is(trimmed, "na"u8) ? 1 : -1;
            case 3:
                return Is(trimmed, "n/a"u8) ? 2 : Is(trimmed, "nan"u8) ? 6 : -1;
            case 4:
                return Is(trimmed, "null"u8) ? 4 : Is(trimmed, "#n/a"u8) ? 3 : -1;
            default:
                return -1;
        }
    }

    /// <summary>Whether a field is one of <see cref="All"/>.</summary>
    /// <param name="trimmed">Characters, as <see cref="CellTrim"/> leaves them.</param>
    internal static bool IsMarker(ReadOnlySpan<char> trimmed)
    {
        const int Longest = 4;
        Span<byte> utf8 = stackalloc byte[Longest];
        return trimmed.Length <= Longest
            && System.Text.Ascii.FromUtf16(trimmed, utf8, out int written) == System.Buffers.OperationStatus.Done && IndexOf(utf8[..written]) >= 0;
    }

    private static bool Is(ReadOnlySpan<byte> field, ReadOnlySpan<byte> lower) => System.Text.Ascii.EqualsIgnoreCase(field, lower);
}
