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
        Assert.Equal("all", await session.Page.Locator("link[data-sheet='dark']").GetAttributeAsync("media"));
        Assert.Empty(session.Errors);
    }

    [BrowserFact]
    public async Task Page_reloads_itself_after_the_server_was_restarted()
    {
        Uri address;
        BrowserSession session;
        using var data = new TempFolder();

        // The open page keeps a server of the factory waiting for as long as it may.
        using (var first = new AppFactory(("Storage:DataDirectory", data.FullName), ("Jobs:ShutdownSeconds", "2")))
        {
            address = first.Listen();
            session = await browser.OpenAsync(address);
            await session.SignInAsync(first);
            await session.Page.EvaluateAsync("window.old = true");
        }

        await using (session)
        {
            await session.Page.Locator("#components-reconnect-modal[open]").WaitForAsync();
            await session.ScreenshotAsync("reconnect");
            using var second = new AppFactory(("Storage:DataDirectory", data.FullName));
            second.Listen(address.Port);

            await session.Page.WaitForFunctionAsync("() => !window.old");
            await session.WaitUntilInteractiveAsync();
        }
    }
}
