using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using MlOpsDashboard.Components.Shared;

namespace MlOpsDashboard.Components.Tables;

/// <summary>What a list shows. All of it stands in the address, so that a list can be kept, shared and gone back to.</summary>
public sealed record TableState
{
    /// <summary>What the rows must have in them, in the address.</summary>
    public const string Search = "q";

    /// <summary>The column that orders the rows, in the address.</summary>
    public const string SortBy = "sort";

    /// <summary>Which way, in the address.</summary>
    public const string Order = "order";

    /// <summary>Which page, in the address.</summary>
    public const string PageNumber = "page";

    /// <summary>The chosen columns, in the address.</summary>
    public const string Shown = "columns";

    /// <summary>The page's address without what the list says in it.</summary>
    public required string Path { get; init; }

    /// <summary>The column that orders the rows before anybody chooses; empty for the list's own order.</summary>
    public string UsualSort { get; init; } = "";

    /// <summary>Whether its greatest come first then.</summary>
    public bool UsuallyDescending { get; init; }

    /// <summary>What the rows must have in them; empty for all.</summary>
    public string Text { get; init; } = "";

    /// <summary>The key of the column that orders the rows; empty for the list's own order.</summary>
    public string Sort { get; init; } = "";

    /// <summary>Whether the greatest come first.</summary>
    public bool Descending { get; init; }

    /// <summary>Which page, from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>The keys of the columns that somebody chose; null for the list's own choice.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>What else the address says, such as a filter of this list alone.</summary>
    public IReadOnlyDictionary<string, string> Others { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The address of this state.</summary>
    public string Address
    {
        get
        {
            var query = new List<KeyValuePair<string, string?>>();
            Add(query, Search, Text);
            query.AddRange(Others.Where(other => other.Value.Length > 0).Select(other => KeyValuePair.Create(other.Key, (string?)other.Value)));
            bool usual = Sort == UsualSort && Descending == UsuallyDescending;
            Add(query, SortBy, usual ? "" : Sort);
            Add(query, Order, usual ? "" : Descending ? "desc" : "asc");
            Add(query, Shown, Columns is null ? "" : string.Join(',', Columns));
            Add(query, PageNumber, Page == 1 ? "" : Page.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return QueryHelpers.AddQueryString(Path, query);
        }
    }

    /// <summary>Reads an address.</summary>
    /// <param name="path">The page's address without what the list says in it, relative to the base.</param>
    /// <param name="address">The whole address.</param>
    /// <param name="usualSort">The column that orders the rows before anybody chooses; empty for the list's own order.</param>
    /// <param name="usuallyDescending">Whether its greatest come first then.</param>
    public static TableState Of(string path, string address, string usualSort = "", bool usuallyDescending = false)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(path);
        Dictionary<string, StringValues> query = Query(address);
        string Value(string name) => query.TryGetValue(name, out StringValues value) ? value.ToString().Trim() : "";
        (string columns, string sort) = (Value(Shown), Value(SortBy));
        return new TableState
        {
            Path = path,
            Text = Value(Search),
            UsualSort = usualSort,
            UsuallyDescending = usuallyDescending,
            Sort = sort.Length == 0 ? usualSort : sort,
            Descending = sort.Length == 0 ? usuallyDescending : Value(Order) == "desc",
            Page = QueryNumber.Page(Value(PageNumber)),
            Columns = columns.Length == 0 ? null : columns.Split(','),
            Others = query.Keys.Except([Search, SortBy, Order, PageNumber, Shown]).Except(Query(path).Keys).ToDictionary(name => name, Value, StringComparer.Ordinal),
        };
    }

    /// <summary>What the address says of something of this list alone; empty when it says nothing.</summary>
    /// <param name="name">The parameter.</param>
    public string Other(string name) => Others.GetValueOrDefault(name, "");

    /// <summary>The list from its first page, with something of its own changed.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="value">Its value; empty for none.</param>
    public TableState With(string name, string value) =>
        this with { Page = 1, Others = new Dictionary<string, string>(Others, StringComparer.Ordinal) { [name] = value } };

    /// <summary>The list in the order of a column; the column that orders it already turns around.</summary>
    /// <param name="column">The column's key.</param>
    /// <param name="greatestFirst">Whether its greatest come first when it is chosen.</param>
    public TableState SortedBy(string column, bool greatestFirst) =>
        this with { Sort = column, Descending = Sort == column ? !Descending : greatestFirst, Page = 1 };

    private static Dictionary<string, StringValues> Query(string address)
    {
        int mark = address.IndexOf('?', StringComparison.Ordinal);
        return QueryHelpers.ParseQuery(mark < 0 ? "" : address[mark..].Split('#')[0]);
    }

    private static void Add(List<KeyValuePair<string, string?>> query, string name, string value)
    {
        if (value.Length > 0)
        {
            query.Add(KeyValuePair.Create(name, (string?)value));
        }
    }
}
