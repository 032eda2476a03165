using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Tables;

/// <summary>A list whose rows are all there already; its state is the address.</summary>
/// <typeparam name="TItem">What a row is about.</typeparam>
public sealed partial class RowTable<TItem> : ListPage
{
    private IReadOnlyList<TItem> _found = [];
    private IReadOnlyList<TItem> _page = [];

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

    /// <inheritdoc/>
    protected override TableState Asked() => TableState.Of(Path, Navigation.Uri);

    /// <inheritdoc/>
    protected override Task ReadAsync(TableState state)
    {
        _found = RowSelection.Of(Rows, Columns, state);
        _page = [.. _found.Skip((state.Page - 1) * PageSize).Take(PageSize)];
        return Task.CompletedTask;
    }
}
