namespace MlOpsDashboard.Core;

/// <summary>
/// Which page of a listing is wanted: the one behind a row that is known (cursors of the REST interface), so that rows which others add or
/// delete meanwhile make no row come twice or not at all; or the one behind a number of rows (numbered pages for people).
/// </summary>
/// <param name="Limit">Rows at most, from 1 to <see cref="MaxLimit"/>.</param>
/// <param name="Offset">Rows to skip.</param>
public sealed record PageQuery(int Limit = PageQuery.DefaultLimit, int Offset = 0)
{
    /// <summary>The rows of a page when nothing is asked for.</summary>
    public const int DefaultLimit = 50;

    /// <summary>The most rows that a page may have.</summary>
    public const int MaxLimit = 1000;

    /// <summary>The row behind which the page begins; null for the first page.</summary>
    public PageKey? After { get; init; }

    /// <summary>What the names of the rows must have in them, in any letter case; null or blank for all.</summary>
    public string? Find { get; init; }

    /// <summary>Reads the query parameters of a listing.</summary>
    /// <param name="limit">Rows at most; null means <see cref="DefaultLimit"/>.</param>
    /// <param name="cursor">A cursor of an earlier page; null or empty means the first page.</param>
    /// <param name="find">What the names must have in them; null for all.</param>
    /// <exception cref="InvalidException">The limit is out of range or the cursor is not one of ours.</exception>
    public static PageQuery Parse(int? limit, string? cursor, string? find = null)
    {
        int rows = limit ?? DefaultLimit;
        if (rows is < 1 or > MaxLimit)
        {
            throw new InvalidException("limit", $"limit must be from 1 to {MaxLimit}, not {rows}.");
        }

        return new PageQuery(rows) { After = string.IsNullOrEmpty(cursor) ? null : PageKey.Parse(cursor), Find = find };
    }

    /// <summary>Makes a page of rows that were read with a limit of <see cref="Limit"/> + 1.</summary>
    /// <typeparam name="T">The kind of row.</typeparam>
    /// <param name="rows">Up to <see cref="Limit"/> + 1 rows; the extra one only tells that there are more.</param>
    /// <param name="keyOf">Names a row.</param>
    public Page<T> ToPage<T>(IReadOnlyList<T> rows, Func<T, PageKey> keyOf)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(keyOf);
        return rows.Count <= Limit
            ? new Page<T>(rows, null)
            : new Page<T>([.. rows.Take(Limit)], keyOf(rows[Limit - 1]).Encode());
    }
}
