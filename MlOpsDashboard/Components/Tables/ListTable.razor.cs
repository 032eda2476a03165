using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Layout;
using MlOpsDashboard.Components.Shared;

namespace MlOpsDashboard.Components.Tables;

/// <summary>
/// A list that is searched, ordered, paged and exported; its state is the address. The rows come from the page, which asks a service for
/// what the state says.
/// </summary>
/// <typeparam name="TItem">What a row is about.</typeparam>
public sealed partial class ListTable<TItem> : LiveComponent
{
    private static readonly TimeSpan s_typing = TimeSpan.FromMilliseconds(250);

    private static readonly TableGroup?[] s_one = [null];

    private const string Field = "list-search";

    private IReadOnlyList<TableColumn<TItem>> _shown = [];
    private string _text = "";
    private readonly Rest _rest = new();
    private string? _asked;
    private bool _exporting;

    /// <summary>The rows of the page; null while they are being loaded.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<TItem>? Items { get; set; }

    /// <summary>All its columns, those that are not shown at first too.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<TableColumn<TItem>> Columns { get; set; } = [];

    /// <summary>What the address says.</summary>
    [Parameter, EditorRequired]
    public TableState State { get; set; } = default!;

    /// <summary>What tells a row from the others.</summary>
    [Parameter, EditorRequired]
    public Func<TItem, string> KeyOf { get; set; } = default!;

    /// <summary>What the list is of, for screen readers and the exported file.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>What one of its rows is called, as in <c>model</c>.</summary>
    [Parameter, EditorRequired]
    public string Noun { get; set; } = "";

    /// <summary>How many rows there are on all pages; null when nobody counted.</summary>
    [Parameter]
    public int? Total { get; set; }

    /// <summary>The rows of a page.</summary>
    [Parameter]
    public int PageSize { get; set; } = 50;

    /// <summary>What can be searched, as in <c>Search models</c>; null where nothing can.</summary>
    [Parameter]
    public string? SearchLabel { get; set; }

    /// <summary>Filters beside the search.</summary>
    [Parameter]
    public RenderFragment? Filters { get; set; }

    /// <summary>What can be done with a row.</summary>
    [Parameter]
    public RenderFragment<TItem>? Actions { get; set; }

    /// <summary>The keys of the rows that are ticked; null where none can be.</summary>
    [Parameter]
    public ISet<string>? Selected { get; set; }

    /// <summary>Called when a row was ticked or not any more.</summary>
    [Parameter]
    public EventCallback SelectedChanged { get; set; }

    /// <summary>Reads the rows of all pages for the exported file; null where there is no export.</summary>
    [Parameter]
    public Func<CancellationToken, Task<IReadOnlyList<TItem>>>? All { get; set; }

    /// <summary>The heads that the rows stand below; null where there are none.</summary>
    [Parameter]
    public IReadOnlyList<TableGroup>? Groups { get; set; }

    /// <summary>The key of the head that a row stands below.</summary>
    [Parameter]
    public Func<TItem, string>? GroupOf { get; set; }

    /// <summary>Told the key of the head whose rows shall come or go.</summary>
    [Parameter]
    public EventCallback<string> OnToggle { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private ShellInterop Shell { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private int? Pages => Total is { } total ? Math.Max(1, (total + PageSize - 1) / PageSize) : null;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        _shown = [.. Columns.Where(IsShown)];
        // What is being typed is not taken back by an address that it led to.
        if (_asked != State.Text)
        {
            (_asked, _text) = (State.Text, State.Text);
        }
    }

    private bool IsShown(TableColumn<TItem> column) => column.IsHead || (State.Columns?.Contains(column.Key) ?? column.IsUsual);

    private string Toggled(TableColumn<TItem> column)
    {
        string[] keys = [.. Columns.Where(one => !one.IsHead && IsShown(one) != (one.Key == column.Key)).Select(one => one.Key)];
        bool usual = Columns.Where(one => !one.IsHead).All(one => one.IsUsual == keys.Contains(one.Key));
        // Without any the address would stand for the list's own choice.
        return (State with { Columns = usual ? null : keys is [] ? ["none"] : keys }).Address;
    }

    private async Task TypeAsync(ChangeEventArgs change)
    {
        _text = change.Value?.ToString() ?? "";
        if (await _rest.IsLastAsync(s_typing, Clock, Lifetime))
        {
            Search();
        }
    }

    private void Search()
    {
        string wanted = _text.Trim();
        if (wanted != State.Text)
        {
            _asked = wanted;
            Navigation.NavigateTo((State with { Text = wanted, Page = 1 }).Address, replace: true);
        }
    }

    private async Task SelectAsync(string id, bool selected)
    {
        _ = selected ? Selected!.Add(id) : Selected!.Remove(id);
        await SelectedChanged.InvokeAsync();
    }

    private async Task ExportAsync()
    {
        _exporting = true;
        try
        {
            await Shell.SaveTextAsync($"{Label}.csv", TableFile.Of(_shown, await All!(Lifetime)));
        }
        finally
        {
            _exporting = false;
        }
    }

    private IEnumerable<TableGroup?> Bodies => (IEnumerable<TableGroup?>?)Groups ?? s_one;

    private int Width => _shown.Count + (Selected is null ? 0 : 1) + (Actions is null ? 0 : 1);

    private IEnumerable<TItem> RowsOf(TableGroup? group) =>
        group is null ? Items! : group.IsOpen ? Items!.Where(item => GroupOf!(item) == group.Key) : [];

    private string? SortOf(TableColumn<TItem> column) => column.Key != State.Sort ? null : State.Descending ? "descending" : "ascending";

    private string Arrow(TableColumn<TItem> column) => column.Key != State.Sort ? "" : State.Descending ? " ↓" : " ↑";
}
