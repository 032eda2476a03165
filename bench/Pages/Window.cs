using Microsoft.Playwright;
using MlOpsDashboard.ServingBench;

namespace MlOpsDashboard.PagesBench;

/// <summary>Windows of a browser that is signed in.</summary>
/// <param name="browser">The browser.</param>
/// <param name="address">Where the program listens.</param>
internal sealed class Window(IBrowser browser, Uri address) : IAsyncDisposable
{
    private string? _signedIn;

    /// <summary>Opens a window with an empty cache.</summary>
    public async Task<IPage> OpenAsync()
    {
        _signedIn ??= await SignInAsync();
        IBrowserContext context = await ContextAsync(_signedIn);
        return await context.NewPageAsync();
    }

    /// <summary>Goes to a page and waits until it takes clicks.</summary>
    public static async Task GoAsync(IPage page, string path)
    {
        await page.GotoAsync(path);
        await page.Locator("[data-interactive=true]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (IBrowserContext context in browser.Contexts)
        {
            await context.CloseAsync();
        }
    }

    private Task<IBrowserContext> ContextAsync(string? state) => browser.NewContextAsync(new()
    {
        BaseURL = address.ToString(),
        StorageState = state,
        ViewportSize = new() { Width = 1280, Height = 800 },
    });

    private async Task<string> SignInAsync()
    {
        IBrowserContext context = await ContextAsync(null);
        IPage page = await context.NewPageAsync();
        await page.GotoAsync("/signin");
        await page.Locator("input[type=password]").FillAsync(Servers.ApiKey);
        await page.Locator("button[type=submit]").ClickAsync();
        await page.Locator("[data-interactive=true]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        string state = await context.StorageStateAsync();
        await context.CloseAsync();
        return state;
    }
}
