using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;

namespace MlOpsDashboard.Components.Tables;

/// <summary>What the cells of lists show, where it is more than a text.</summary>
public static class Cells
{
    /// <summary>A link.</summary>
    /// <param name="text">Its text; null shows a dash and leads nowhere.</param>
    /// <param name="address">Where it leads.</param>
    public static RenderFragment Link(string? text, string address) => builder =>
    {
        if (text is null)
        {
            builder.AddContent(0, Display.Nothing);
            return;
        }

        builder.OpenElement(1, "a");
        builder.AddAttribute(2, "href", address);
        builder.AddContent(3, text);
        builder.CloseElement();
    };

    /// <summary>A number with sensible digits, all of them on hover.</summary>
    /// <param name="value">The number.</param>
    public static RenderFragment Figure(double? value) => Component<Number>(nameof(Number.Value), value);

    /// <summary>A moment, seen from now.</summary>
    /// <param name="at">The moment.</param>
    public static RenderFragment Time(DateTimeOffset? at) => Component<RelativeTime>(nameof(RelativeTime.At), at);

    /// <summary>A state.</summary>
    /// <param name="status">Its kind: <c>ok</c>, <c>warn</c>, <c>error</c> or <c>muted</c>.</param>
    /// <param name="text">Its words.</param>
    public static RenderFragment Badge(string status, string text) => builder =>
    {
        builder.OpenComponent<StatusBadge>(0);
        builder.AddComponentParameter(1, nameof(StatusBadge.Status), status);
        builder.AddComponentParameter(2, nameof(StatusBadge.Text), text);
        builder.CloseComponent();
    };

    /// <summary>A component with one parameter.</summary>
    /// <typeparam name="T">The component.</typeparam>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="value">Its value.</param>
    public static RenderFragment Component<T>(string parameter, object? value)
        where T : IComponent => builder =>
        {
            builder.OpenComponent<T>(0);
            builder.AddComponentParameter(1, parameter, value);
            builder.CloseComponent();
        };
}
