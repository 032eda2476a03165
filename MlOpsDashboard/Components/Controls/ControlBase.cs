using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Controls;

/// <summary>What every control of a form has: an element with a name, a label of its <see cref="Field"/> or one of its own.</summary>
public abstract class ControlBase : ComponentBase
{
    private readonly string _id = FieldIds.Next();

    /// <summary>What it is called for screen readers where no <see cref="Field"/> labels it, or where the label alone would not do.</summary>
    [Parameter]
    public string? Label { get; set; }

    /// <summary>The name of the element, as browsers remember it.</summary>
    [Parameter]
    public string? Name { get; set; }

    /// <summary>The element's identifier where a label of the page's own names it; null for one of the field's.</summary>
    [Parameter]
    public string? Id { get; set; }

    /// <summary>What stands in it while it is empty.</summary>
    [Parameter]
    public string? Placeholder { get; set; }

    /// <summary>Whether nothing can be filled in now.</summary>
    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>Classes of the page's own.</summary>
    [Parameter]
    public string? Class { get; set; }

    /// <summary>The label around it.</summary>
    [CascadingParameter]
    private FieldLabel? Around { get; set; }

    /// <summary>Who wants to know of choices.</summary>
    [CascadingParameter]
    private Entering? Form { get; set; }

    /// <summary>The name that screen readers tell; null where a label of the page's own does.</summary>
    internal string? AccessibleName => Label ?? (Id is null ? Around?.Text : null);

    /// <summary>The identifier of the element that takes the focus.</summary>
    protected string ElementId => Id ?? Around?.Id ?? _id;

    /// <summary>What goes to that element.</summary>
    protected Dictionary<string, object?> Attributes => new()
    {
        ["aria-label"] = AccessibleName,
        ["name"] = Name,
    };

    /// <summary>Tells of a choice, which the browser does not tell as it tells that a field was left.</summary>
    /// <typeparam name="T">What was chosen.</typeparam>
    /// <param name="changed">Who takes it.</param>
    /// <param name="value">What was chosen.</param>
    protected async Task ChooseAsync<T>(EventCallback<T> changed, T value)
    {
        await changed.InvokeAsync(value);
        await (Form?.TellAsync() ?? Task.CompletedTask);
    }
}
