using System.Globalization;
using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;

namespace MlOpsDashboard.Components.Tables;

/// <summary>A column of a list.</summary>
/// <typeparam name="T">What a row is about.</typeparam>
/// <param name="Key">What the address and the services call it.</param>
/// <param name="Title">Its head.</param>
/// <param name="Value">What it says of a row: a text, a number or a moment, for the file that is exported; null where it says nothing.</param>
public sealed record TableColumn<T>(string Key, string Title, Func<T, object?> Value)
{
    /// <summary>What it shows of a row; null for the value as it is written everywhere.</summary>
    public Func<T, RenderFragment>? Cell { get; init; }

    /// <summary>Whether it holds numbers, which stand on the right.</summary>
    public bool IsFigure { get; init; }

    /// <summary>Whether it names the row.</summary>
    public bool IsHead { get; init; }

    /// <summary>Whether the rows can be ordered by it.</summary>
    public bool CanSort { get; init; }

    /// <summary>Whether the greatest come first when it is chosen to order the rows.</summary>
    public bool GreatestFirst { get; init; }

    /// <summary>Whether it is shown before anybody chooses.</summary>
    public bool IsUsual { get; init; } = true;

    /// <summary>The class of its cells.</summary>
    public string? Class => IsFigure ? "figure" : null;

    /// <summary>What it shows of a row.</summary>
    /// <param name="item">The row.</param>
    public RenderFragment Show(T item) => Cell is { } cell ? cell(item) : builder => builder.AddContent(0, Words(item));

    /// <summary>The value in the words of the pages, for what is cut or shown as text.</summary>
    /// <param name="item">The row.</param>
    public string Words(T item) => Value(item) switch
    {
        null => Display.Nothing,
        double number => Display.Number(number),
        int number => Display.Count(number),
        long number => Display.Count(number),
        DateTimeOffset at => Display.Moment(at),
        object other => other.ToString() ?? Display.Nothing,
    };

    /// <summary>The value with all its digits, as it stands in an exported file.</summary>
    /// <param name="item">The row.</param>
    public string Exact(T item) => Value(item) switch
    {
        null => "",
        DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        object other => other.ToString() ?? "",
    };
}
