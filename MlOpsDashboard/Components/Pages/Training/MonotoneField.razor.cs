using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Components.Pages.Training;

/// <summary>Chooses the columns with which an answer may only rise or only fall; the value is the text that the learner reads.</summary>
public sealed partial class MonotoneField : ComponentBase
{
    private IEnumerable<string>? _rising;
    private IEnumerable<string>? _falling;
    private string[] _names = [];

    /// <summary>The rules, such as <c>area:up, age:down</c>.</summary>
    [Parameter]
    public string? Value { get; set; }

    /// <summary>Takes other rules.</summary>
    [Parameter]
    public EventCallback<object?> ValueChanged { get; set; }

    /// <summary>The columns to predict from.</summary>
    [Parameter, EditorRequired]
    public IEnumerable<ColumnSchema> Columns { get; set; } = [];

    private string Placeholder => _names.Length == 0 ? "The data has no column of numbers" : "Choose columns";

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        (string Name, string Direction)[] rules = [.. (Value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(rule => rule.Contains(':', StringComparison.Ordinal))
            .Select(rule => (rule[..rule.LastIndexOf(':')], rule[(rule.LastIndexOf(':') + 1)..]))];
        _rising = [.. rules.Where(rule => rule.Direction == "up").Select(rule => rule.Name)];
        _falling = [.. rules.Where(rule => rule.Direction == "down").Select(rule => rule.Name)];
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        // A name with a comma, or with spaces around it, could not be told from two names.
        string[] names = [.. Columns
            .Where(column => column.Type is ColumnType.Numeric or ColumnType.Boolean && !column.Name.Contains(',', StringComparison.Ordinal) && column.Name == column.Name.Trim())
            .Select(column => column.Name)];

        // A drop-down forgets what is chosen when its list becomes another one.
        _names = names.SequenceEqual(_names, StringComparer.Ordinal) ? _names : names;
    }

    private Task TellAsync(IEnumerable<string>? rising, IEnumerable<string>? falling)
    {
        (_rising, _falling) = (rising, falling);
        return ValueChanged.InvokeAsync(string.Join(", ", (rising ?? []).Select(name => $"{name}:up").Concat((falling ?? []).Select(name => $"{name}:down"))));
    }
}
