using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MlOpsDashboard.Components.Shared;

namespace MlOpsDashboard.Components.Layout;

/// <summary>Finds any page, model, data set, experiment or run from anywhere; Ctrl+K leads to it.</summary>
public sealed partial class FindBox : LiveComponent
{
    private static readonly TimeSpan s_typing = TimeSpan.FromMilliseconds(150);

    private readonly Rest _rest = new();
    private ElementReference _field;
    private IReadOnlyList<FoundThing> _found = [];
    private string _words = "";
    private int _chosen;
    private bool _open;
    private bool _searching;
    private bool _swallow;

    [Inject]
    private Finder Finder { get; set; } = default!;

    [Inject]
    private ShellInterop Shell { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await Shell.FocusByShortcutAsync(_field);
        }
    }

    private Task OpenAsync()
    {
        _open = true;
        return SearchAsync();
    }

    private void Close() => (_open, _words, _swallow) = (false, "", false);

    private async Task TypeAsync(ChangeEventArgs change)
    {
        (_words, _open) = (change.Value?.ToString() ?? "", true);
        if (await _rest.IsLastAsync(s_typing, Clock, Lifetime))
        {
            await SearchAsync();
        }
    }

    private async Task SearchAsync()
    {
        string words = _words;
        _searching = true;
        try
        {
            IReadOnlyList<FoundThing> found = await Finder.FindAsync(words, Lifetime);
            if (words == _words)
            {
                (_found, _chosen) = (found, 0);
            }
        }
        finally
        {
            _searching = false;
        }
    }

    // The arrows would move the cursor to an end of the text.
    private void OnKey(KeyboardEventArgs key)
    {
        _swallow = key.Key is "ArrowDown" or "ArrowUp";
        switch (key.Key)
        {
            case "ArrowDown" when _found.Count > 0:
                _chosen = (_chosen + 1) % _found.Count;
                break;
            case "ArrowUp" when _found.Count > 0:
                _chosen = (_chosen + _found.Count - 1) % _found.Count;
                break;
            case "Enter" when _open && _chosen < _found.Count:
                string address = _found[_chosen].Address;
                Close();
                Navigation.NavigateTo(address);
                break;
            case "Escape" or "Tab":
                Close();
                break;
        }
    }
}
