using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Pages.Monitoring;

/// <summary>Chooses how far back a page looks. The choice stands in the address, so that it can be kept and sent on.</summary>
public sealed partial class RangePicker : ComponentBase
{
    /// <summary>The name of the range that is chosen.</summary>
    [Parameter]
    public string? Key { get; set; }

    /// <summary>The page's address without its query.</summary>
    [Parameter, EditorRequired]
    public string Page { get; set; } = "";

    /// <summary>The model that the page shows; kept in the address.</summary>
    [Parameter]
    public string? Model { get; set; }

    private TimeRange Range => TimeRange.Find(Key);

    private string Address(TimeRange range) => string.IsNullOrEmpty(Model)
        ? $"{Page}?range={range.Key}"
        : $"{Page}?model={Uri.EscapeDataString(Model)}&range={range.Key}";
}
