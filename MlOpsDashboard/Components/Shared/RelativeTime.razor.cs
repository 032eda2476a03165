using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Shared;

/// <summary>A moment, seen from now; the moment in full on hover. It keeps itself up to date.</summary>
public sealed partial class RelativeTime : ComponentBase, IDisposable
{
    private static readonly TimeSpan s_refresh = TimeSpan.FromSeconds(20);

    private string _text = "";
    private ITimer? _timer;

    /// <summary>The moment. Null shows a dash.</summary>
    [Parameter, EditorRequired]
    public DateTimeOffset? At { get; set; }

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();

    /// <inheritdoc/>
    protected override void OnParametersSet() => _text = Describe();

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _timer = Clock.CreateTimer(_ => _ = InvokeAsync(Refresh), null, s_refresh, s_refresh);
        }
    }

    private void Refresh()
    {
        string text = Describe();
        if (text != _text)
        {
            _text = text;
            StateHasChanged();
        }
    }

    private string Describe() => At is { } at ? Display.Relative(at, Clock.GetUtcNow()) : "";
}
