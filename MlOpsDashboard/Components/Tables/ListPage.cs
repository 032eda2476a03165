using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;

namespace MlOpsDashboard.Components.Tables;

/// <summary>The base of pages, tabs and lists: the address says which rows, and a change of it reads them anew.</summary>
public abstract class ListPage : ActingComponent
{
    /// <summary>Where the page is.</summary>
    [Inject]
    protected NavigationManager Navigation { get; set; } = default!;

    /// <summary>What is shown; null before it is read, and when it could not be.</summary>
    protected TableState? State { get; private set; }

    // Each is read so that a change of it reaches the page.
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
    protected override Task OnParametersSetAsync() => LoadAsync();

    /// <summary>What the address asks for.</summary>
    protected abstract TableState Asked();

    /// <summary>Reads the rows.</summary>
    /// <param name="state">Which.</param>
    protected abstract Task ReadAsync(TableState state);

    /// <summary>Reads what the address asks for, anew when something has changed.</summary>
    protected async Task LoadAsync()
    {
        try
        {
            TableState state = Asked();
            await ReadAsync(state);
            (State, Error) = (state, null);
        }
        catch (Exception exception) when (exception is NotFoundException or InvalidException)
        {
            (State, Error) = (null, exception);
        }
    }
}
