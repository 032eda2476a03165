using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Tables;

/// <summary>A list whose rows are all there already; its state is the address.</summary>
/// <typeparam name="TItem">What a row is about.</typeparam>
public sealed partial class RowTable<TItem> : ComponentBase
{
    private IReadOnlyList<TItem> _found = [];
    private IReadOnlyList<TItem> _page = [];
    private TableState _state = new() { Path = "" };

    /// <summary>All rows, in the list's own order.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<TItem> Rows { get; set; } = [];

    /// <inheritdoc cref="ListTable{TItem}.Columns"/>
    [Parameter, EditorRequired]
    public IReadOnlyList<TableColumn<TItem>> Columns { get; set; } = [];

    /// <summary>The page's address without what the list says in it.</summary>
    [Parameter, EditorRequired]
    public string Path { get; set; } = "";

    /// <inheritdoc cref="ListTable{TItem}.KeyOf"/>
    [Parameter, EditorRequired]
    public Func<TItem, string> KeyOf { get; set; } = default!;

    /// <inheritdoc cref="ListTable{TItem}.Label"/>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <inheritdoc cref="ListTable{TItem}.Noun"/>
    [Parameter, EditorRequired]
    public string Noun { get; set; } = "";

    /// <inheritdoc cref="ListTable{TItem}.SearchLabel"/>
    [Parameter]
    public string? SearchLabel { get; set; }

    /// <inheritdoc cref="ListTable{TItem}.PageSize"/>
    [Parameter]
    public int PageSize { get; set; } = 50;

    /// <inheritdoc cref="ListTable{TItem}.Actions"/>
    [Parameter]
    public RenderFragment<TItem>? Actions { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    // Each is read so that a change of it reaches the list.
    [SupplyParameterFromQuery(Name = TableState.Search)]
    private string? TextWanted { get; set; }

    [SupplyParameterFromQuery(Name = TableState.SortBy)]
    private string? SortWanted { get; set; }

    [SupplyParameterFromQuery(Name = TableState.Order)]
    private string? OrderWanted { get; set; }

    [SupplyParameterFromQuery(Name = TableState.PageNumber)]
    private string? PageWanted { get; set; }

    [SupplyParameterFromQuery(Name = TableState.Shown)]
    private string? ColumnsWanted { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        _state = TableState.Of(Path, Navigation.Uri);
        _found = RowSelection.Of(Rows, Columns, _state);
        _page = [.. _found.Skip((_state.Page - 1) * PageSize).Take(PageSize)];
    }
}
