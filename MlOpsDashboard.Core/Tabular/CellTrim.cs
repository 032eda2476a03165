using System.Text;

namespace MlOpsDashboard.Core.Tabular;

/// <summary>
/// Takes away what stands around a value without being seen: blanks, tabs and line breaks of every kind of Unicode, zero-width marks and
/// byte order marks. The one rule for files, requests and forms.
/// </summary>
public static class CellTrim
{
    /// <summary>A value without what is not seen around it.</summary>
    /// <param name="text">UTF-8.</param>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> text) =>
        text.Length == 0 || (IsPlain(text[0]) && IsPlain(text[^1])) ? text : Trim(text);

    /// <summary>A value without what is not seen around it.</summary>
    /// <param name="text">Characters.</param>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> text)
    {
        int start = 0;
        while (start < text.Length && IsUnseen(text[start]))
        {
            start++;
        }

        int end = text.Length;
        while (end > start && IsUnseen(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    /// <summary>A value without what is not seen around it.</summary>
    /// <param name="text">Characters.</param>
    public static string Of(string text)
    {
        ReadOnlySpan<char> trimmed = Of(text.AsSpan());
        return trimmed.Length == text.Length ? text : trimmed.ToString();
    }

    private static bool IsPlain(byte value) => value is > (byte)' ' and < 0x80;

    private static bool IsUnseen(char character) =>
        character <= ' ' ? character is ' ' or '\t' or '\r' or '\n' or '\v' or '\f'
        : character >= '\u0085' && (char.IsWhiteSpace(character) || character is (>= '\u200B' and <= '\u200D') or '\u2060' or '\uFEFF');

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        while (Rune.DecodeFromUtf8(text, out Rune first, out int used) == System.Buffers.OperationStatus.Done && first.IsBmp && IsUnseen((char)first.Value))
        {
            text = text[used..];
        }

        while (Rune.DecodeLastFromUtf8(text, out Rune last, out int used) == System.Buffers.OperationStatus.Done && last.IsBmp && IsUnseen((char)last.Value))
        {
            text = text[..^used];
        }

        return text;
    }
}
