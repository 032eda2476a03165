using MlOpsDashboard.Core;

namespace MlOpsDashboard.Components.Tables;

/// <summary>Reads a listing to its end, page by page.</summary>
public static class PagedList
{
    /// <summary>All rows of a listing.</summary>
    /// <typeparam name="T">The kind of row.</typeparam>
    /// <param name="read">Reads one page.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<IReadOnlyList<T>> ReadAsync<T>(Func<PageQuery, CancellationToken, Task<Page<T>>> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        var rows = new List<T>();
        var query = new PageQuery(PageQuery.MaxLimit);
        while (true)
        {
            Page<T> page = await read(query, cancellationToken);
            rows.AddRange(page.Items);
            if (page.NextCursor is null)
            {
                return rows;
            }

            query = query with { After = PageKey.Parse(page.NextCursor) };
        }
    }
}
