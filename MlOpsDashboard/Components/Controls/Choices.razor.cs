using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;

namespace MlOpsDashboard.Components.Controls;

/// <summary>Any number of several words to choose.</summary>
public sealed partial class Choices : ControlBase
{
    private const int MostNamed = 6;

    private IReadOnlyCollection<string> _chosen = [];

    /// <summary>What is chosen; null for nothing.</summary>
    [Parameter]
    public IEnumerable<string>? Value { get; set; }

    /// <summary>Told of each change.</summary>
    [Parameter]
    public EventCallback<IEnumerable<string>?> ValueChanged { get; set; }

    /// <summary>What can be chosen.</summary>
    [Parameter, EditorRequired]
    public IEnumerable<string> Values { get; set; } = [];

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        string[] chosen = [.. Value ?? []];
        _chosen = chosen.SequenceEqual(_chosen) ? _chosen : chosen;
    }

    private static string Words(IReadOnlyList<string?> chosen) =>
        chosen.Count <= MostNamed ? string.Join(", ", chosen) : $"{Display.Count(chosen.Count)} chosen";

    // In the order of the list, whatever the order of the clicks.
    private Task ChooseAsync(IReadOnlyCollection<string>? chosen)
    {
        _chosen = [.. Values.Where(value => chosen?.Contains(value) == true)];
        return ChooseAsync(ValueChanged, _chosen.Count == 0 ? null : _chosen);
    }
}
