using Microsoft.Playwright;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class FirstPageTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task First_page_becomes_interactive_without_an_error()
    {
        using var app = new AppFactory();
        await using var session = await browser.OpenAsync(app.Listen());

        await session.SignInAsync(app);
        await session.ScreenshotAsync("overview-light");

        await session.Page.GetByRole(AriaRole.Radio, new() { Name = "Dark" }).CheckAsync();
        await session.Page.Locator(":root[data-scheme='dark']").WaitForAsync();
        await session.ScreenshotAsync("overview-dark");

        // The choice is kept: the next page comes from the server in that scheme.
        await session.Page.ReloadAsync();
        await session.WaitUntilInteractiveAsync();
        Assert.True(await session.Page.GetByRole(AriaRole.Radio, new() { Name = "Dark" }).IsCheckedAsync());
        Assert.Equal("dark", await session.Page.Locator("html").GetAttributeAsync("data-scheme"));
        Assert.Empty(session.Errors);
    }

    [BrowserFact]
    public async Task Page_goes_on_where_it_was_when_the_connection_is_back()
    {
        using var app = new AppFactory();
        await using var session = await browser.OpenAsync(app.Listen());
        await session.SignInAsync(app);
        await session.Page.EvaluateAsync("window.old = true");
        ILocator dialog = session.Page.Locator("#components-reconnect-modal[open]");

        await session.Page.Context.SetOfflineAsync(true);
        await session.Page.EvaluateAsync("Blazor._internal.forceCloseConnection()");
        await dialog.Locator(".when-trying").WaitForAsync();
        await session.Page.Context.SetOfflineAsync(false);
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Detached });

        await session.Page.GetByRole(AriaRole.Radio, new() { Name = "Dark" }).CheckAsync();
        await session.Page.Locator(":root[data-scheme='dark']").WaitForAsync();
        Assert.True(await session.Page.EvaluateAsync<bool>("window.old"));
    }

    [BrowserFact]
    public async Task Page_reloads_itself_after_the_server_was_restarted()
    {
        // A process, as users restart it: inside the test's own process a server waits for the open page for as long as it may.
        using var data = new TempFolder();
        Uri address;
        BrowserSession session;
        await using (ProgramProcess first = await ProgramProcess.StartAsync(data.FullName))
        {
            address = first.Address;
            session = await browser.OpenAsync(address);
            await session.GoToAsync(first.SignInAddress.PathAndQuery);
            await session.Page.EvaluateAsync("window.old = true");
            int code = await first.StopAsync();
            Assert.True(code == 0, string.Join('\n', first.Errors));
        }

        await using (session)
        {
            await session.Page.Locator("#components-reconnect-modal[open]").WaitForAsync();
            await session.ScreenshotAsync("reconnect");
            await using ProgramProcess second = await ProgramProcess.StartAsync(data.FullName, $"--urls=http://127.0.0.1:{address.Port}");

            await session.Page.WaitForFunctionAsync("() => !window.old", null, new() { Timeout = 120_000 });
            await session.WaitUntilInteractiveAsync();
        }
    }
}
