using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MlOpsDashboard.Components.Controls;
using MlOpsDashboard.Components.Shared;

namespace MlOpsDashboard.Components.Layout;

/// <summary>
/// Keeps what is entered in a form in the browser's tab, and brings it back when the page is opened anew, as after the server has lost it.
/// Not for secrets.
/// </summary>
/// <typeparam name="TEntries">What is entered, as JSON can hold it.</typeparam>
public sealed partial class KeptEntries<TEntries> : LiveComponent
    where TEntries : class
{
    // A page's connection takes messages of 32 KB; quotes grow on their way.
    private const int MostBytes = 20_000;

    private readonly Entering _entering;
    private string? _place;
    private string? _fresh;
    private string? _kept;
    private bool _restored;

    /// <summary>Begins to listen to the form.</summary>
    public KeptEntries() => _entering = new(LookAsync);

    /// <summary>The form, filled with what it begins with.</summary>
    [Parameter, EditorRequired]
    public RenderFragment ChildContent { get; set; } = default!;

    /// <summary>What tells the form from others, such as the model that it asks.</summary>
    [Parameter, EditorRequired]
    public string Form { get; set; } = "";

    /// <summary>Tells what is entered now.</summary>
    [Parameter, EditorRequired]
    public Func<TEntries> Entries { get; set; } = default!;

    /// <summary>Takes what was entered before.</summary>
    [Parameter, EditorRequired]
    public EventCallback<TEntries> Restored { get; set; }

    [Inject]
    private ShellInterop Shell { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider Authentication { get; set; } = default!;

    /// <summary>Forgets what was entered, as when it has been sent: what is entered now is what the form begins with.</summary>
    public async Task ForgetAsync()
    {
        (_fresh, _restored) = (Now(), false);
        await KeepAsync(null);
    }

    /// <inheritdoc/>
    protected override Task OnAfterRenderAsync(bool firstRender) => LookAsync();

    private async Task LookAsync()
    {
        string now = Now();
        // Another person in the same tab begins anew.
        string place = $"{(await Authentication.GetAuthenticationStateAsync()).User.Identity?.Name}: {Form}";
        if (place != _place)
        {
            (_place, _fresh, _kept, _restored) = (place, now, null, false);
            await RestoreAsync(now);
        }
        else if (now != (_kept ?? _fresh))
        {
            await KeepAsync(now == _fresh ? null : now);
        }
    }

    private string Now() => JsonSerializer.Serialize(Entries());

    private async Task RestoreAsync(string now)
    {
        string? kept = await Shell.EntriesAsync(_place!);
        if (kept is not null && kept != now && Read(kept) is { } entries)
        {
            (_kept, _restored) = (kept, true);
            await Restored.InvokeAsync(entries);
            StateHasChanged();
        }
    }

    private async Task KeepAsync(string? entries)
    {
        _kept = entries;
        await Shell.KeepEntriesAsync(_place!, entries is not null && Encoding.UTF8.GetByteCount(entries) > MostBytes ? null : entries);
    }

    private async Task BeginAnewAsync()
    {
        _restored = false;
        await KeepAsync(null);
        await Restored.InvokeAsync(Read(_fresh!));
    }

    // An older version of the program may have kept it.
    private static TEntries? Read(string entries)
    {
        try
        {
            return JsonSerializer.Deserialize<TEntries>(entries);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
