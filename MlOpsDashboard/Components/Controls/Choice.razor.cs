using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Controls;

/// <summary>One of several things to choose; a long list can be searched.</summary>
/// <typeparam name="TValue">What is chosen.</typeparam>
public sealed partial class Choice<TValue> : ControlBase
{
    private const int MostItems = 200;

    private Dictionary<Token, string>? _words;
    private TValue[] _list = [];

    /// <summary>What is chosen.</summary>
    [Parameter]
    public TValue? Value { get; set; }

    /// <summary>Told of each choice.</summary>
    [Parameter]
    public EventCallback<TValue> ValueChanged { get; set; }

    /// <summary>What can be chosen, where it is its own word.</summary>
    [Parameter]
    public IEnumerable<TValue>? Values { get; set; }

    /// <summary>What can be chosen, each with its word.</summary>
    [Parameter]
    public IEnumerable<KeyValuePair<TValue, string>>? Named { get; set; }

    /// <summary>Whether the list can be searched.</summary>
    [Parameter]
    public bool Search { get; set; }

    /// <summary>Whether nothing can be chosen as well.</summary>
    [Parameter]
    public bool Clearable { get; set; }

    /// <summary>What can be chosen.</summary>
    internal IReadOnlyList<TValue> Items => _list;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        _words = Named?.ToDictionary(pair => new Token(pair.Key), pair => pair.Value);

        // The searchable list keeps what it once found, so that another list needs another one of it.
        TValue[] list = [.. Named?.Select(pair => pair.Key) ?? Values ?? []];
        _list = list.SequenceEqual(_list) ? _list : list;
    }

    private string TextOf(TValue? item) => item is null && _words is null ? "" : _words?.GetValueOrDefault(new Token(item)) ?? item?.ToString() ?? "";

    private Task<IEnumerable<TValue>> SearchAsync(string? text, CancellationToken cancellationToken)
    {
        // What is chosen now stands in the field; who opens the list wants to see the others.
        bool all = string.IsNullOrEmpty(text) || text == TextOf(Value);
        return Task.FromResult(all ? _list : _list.Where(item => TextOf(item).Contains(text!, StringComparison.OrdinalIgnoreCase)));
    }

    // A value that may be null, as a key.
    private readonly record struct Token(TValue? Item);
}
