using System.Buffers.Text;
using System.Globalization;
using System.Text;
using MlOpsDashboard.Core;

namespace MlOpsDashboard.Api.Logs;

/// <summary>
/// Where a page of the log ends. It names a line, not a place in the list: new lines come all the time, and none must be
/// seen twice because of them.
/// </summary>
internal static class LogCursor
{
    /// <summary>The cursor after a line.</summary>
    /// <param name="seq">The line's number.</param>
    public static string Of(long seq) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"s{seq}")));

    /// <summary>The line after which the page begins; null for the first page.</summary>
    /// <param name="cursor">A cursor of an earlier page; null or empty means the first page.</param>
    /// <exception cref="InvalidException">It is not one of ours.</exception>
    public static long? Read(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[64];
        return cursor.Length <= 64
            && Base64Url.IsValid(cursor)
            && Base64Url.TryDecodeFromChars(cursor, bytes, out int written)
            && written > 1
            && bytes[0] == (byte)'s'
            && long.TryParse(bytes[1..written], NumberStyles.None, CultureInfo.InvariantCulture, out long seq)
                ? seq
                : throw new InvalidException("cursor", "cursor is not one that this listing gave out.");
    }
}
