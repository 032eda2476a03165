using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>What the list of an experiment's runs shows: its state is its address.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Text">What the runs must have in them; empty for all.</param>
/// <param name="Status">The state that they must be in; empty for all.</param>
/// <param name="Sort">The column that orders them.</param>
/// <param name="Descending">Whether the greatest come first.</param>
/// <param name="Page">Which page, from 1.</param>
/// <param name="Parent">The run that they must be a part of; empty for all.</param>
public sealed record RunsQuery(string Experiment, string Text, string Status, string Sort, bool Descending, int Page, string Parent = "")
{
    /// <summary>The rows of a page.</summary>
    public const int PageSize = 50;

    /// <summary>The address of this list.</summary>
    public string Address
    {
        get
        {
            List<string> parts = [];
            Add(parts, "q", Text, "");
            Add(parts, "status", Status, "");
            Add(parts, "parent", Parent, "");
            Add(parts, "sort", Sort, "started_at");
            Add(parts, "order", Descending ? "desc" : "asc", "desc");
            Add(parts, "page", Page.ToString(), "1");
            return RunLinks.Experiment(Experiment) + (parts.Count == 0 ? "" : "?" + string.Join('&', parts));
        }
    }

    /// <summary>The list in the order of a column; the column that orders it already turns around.</summary>
    /// <param name="column">The column.</param>
    /// <param name="first">Whether its greatest come first when it is chosen.</param>
    public RunsQuery SortedBy(string column, bool first = true) =>
        this with { Sort = column, Descending = Sort == column ? !Descending : first, Page = 1 };

    /// <summary>What the service is asked.</summary>
    /// <exception cref="InvalidException">The state in the address is none.</exception>
    public RunFilter ToFilter() => new()
    {
        Experiment = Experiment,
        Text = Text,
        ParentRunId = Parent.Length == 0 ? null : Parent,
        Statuses = Status.Length == 0 ? [] : [RunStatusText.Parse(Status, "status")],
        Sort = Sort,
        Descending = Descending,
    };

    private static void Add(List<string> parts, string name, string value, string usual)
    {
        if (value != usual)
        {
            parts.Add($"{name}={Uri.EscapeDataString(value)}");
        }
    }
}
