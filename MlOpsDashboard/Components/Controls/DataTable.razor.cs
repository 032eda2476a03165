using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Controls;

/// <summary>A table of things: on a phone each of them is a card. A long list is loaded a page at a time; one that is there already scrolls.</summary>
/// <typeparam name="TItem">What a row is about.</typeparam>
public sealed partial class DataTable<TItem> : ComponentBase
{
    private const int MostRows = 100;

    private Dictionary<string, object?> _attributes = [];

    /// <summary>The rows of the page that is shown, or all of them; null while they are being loaded.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<TItem>? Items { get; set; }

    /// <summary>What the table is of, for screen readers.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>The columns.</summary>
    [Parameter, EditorRequired]
    public RenderFragment Columns { get; set; } = default!;

    /// <summary>Whether the rows can be sorted, which makes sense only where all of them are there.</summary>
    [Parameter]
    public bool Sortable { get; set; }

    /// <summary>How many rows there are, where only a page of them is loaded.</summary>
    [Parameter]
    public long Count { get; set; }

    /// <summary>How many rows are on a page.</summary>
    [Parameter]
    public int PageSize { get; set; } = 25;

    /// <summary>How many rows stand before those of the page that is shown.</summary>
    [Parameter]
    public long Skip { get; set; }

    /// <summary>Told how many rows to skip for the page that was chosen.</summary>
    [Parameter]
    public EventCallback<long> OnTurn { get; set; }

    private bool IsLong => Items is { Count: > MostRows };

    /// <inheritdoc/>
    protected override void OnParametersSet() => _attributes = new() { ["aria-label"] = Label };
}
