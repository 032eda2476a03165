using System.Buffers.Text;
using System.Text;

namespace MlOpsDashboard.Core;

/// <summary>Which page of a listing is wanted. The cursor is an offset in disguise, so that it may change its kind later.</summary>
/// <param name="Limit">Rows at most, from 1 to <see cref="MaxLimit"/>.</param>
/// <param name="Offset">Rows to skip.</param>
public sealed record PageQuery(int Limit = PageQuery.DefaultLimit, int Offset = 0)
{
    /// <summary>The rows of a page when nothing is asked for.</summary>
    public const int DefaultLimit = 50;

    /// <summary>The most rows that a page may have.</summary>
    public const int MaxLimit = 1000;

    /// <summary>Reads the query parameters of a listing.</summary>
    /// <param name="limit">Rows at most; null means <see cref="DefaultLimit"/>.</param>
    /// <param name="cursor">A cursor of an earlier page; null or empty means the first page.</param>
    /// <exception cref="InvalidException">The limit is out of range or the cursor is not one of ours.</exception>
    public static PageQuery Parse(int? limit, string? cursor)
    {
        int rows = limit ?? DefaultLimit;
        if (rows is < 1 or > MaxLimit)
        {
            throw new InvalidException("limit", $"limit must be from 1 to {MaxLimit}, not {rows}.");
        }

        return new PageQuery(rows, string.IsNullOrEmpty(cursor) ? 0 : DecodeCursor(cursor));
    }

    /// <summary>Makes a page of rows that were read with a limit of <see cref="Limit"/> + 1.</summary>
    /// <typeparam name="T">The kind of row.</typeparam>
    /// <param name="rows">Up to <see cref="Limit"/> + 1 rows; the extra one only tells that there are more.</param>
    public Page<T> ToPage<T>(IReadOnlyList<T> rows) => rows.Count <= Limit
        ? new Page<T>(rows, null)
        : new Page<T>([.. rows.Take(Limit)], EncodeCursor(Offset + Limit));

    private static string EncodeCursor(int offset) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(FormattableString.Invariant($"o{offset}")));

    private static int DecodeCursor(string cursor)
    {
        Span<byte> bytes = stackalloc byte[64];
        if (cursor.Length <= 64
            && Base64Url.IsValid(cursor)
            && Base64Url.TryDecodeFromChars(cursor, bytes, out int written)
            && written > 1
            && bytes[0] == (byte)'o'
            && Utf8Parser.TryParse(bytes[1..written], out int offset, out int consumed)
            && consumed == written - 1
            && offset >= 0)
        {
            return offset;
        }

        throw new InvalidException("cursor", "cursor is not one that this listing gave out.");
    }
}
