using Microsoft.Playwright;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class SettingsPageTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task Key_is_made_and_revoked_and_the_reader_signs_out()
    {
        using var app = new AppFactory();
        await using var session = await browser.OpenAsync(app.Listen());
        var page = session.Page;
        await session.SignInAsync(app);
        await session.GoToAsync("/settings");

        await page.GetByLabel("Name of the new key").FillAsync("nightly");
        await session.ChooseAsync("Role of the new key", "look and predict");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a key" }).ClickAsync();
        await page.GetByText("it cannot be shown again").WaitForAsync();
        await session.ScreenshotAsync("settings-made");
        await page.GetByRole(AriaRole.Button, new() { Name = "I have copied it" }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke nightly" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke", Exact = true }).ClickAsync();
        await page.GetByText("revoked", new() { Exact = true }).WaitForAsync();
        await session.ScreenshotAsync("settings");
        Assert.Empty(session.Errors);

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" }).WaitForAsync();
        await session.ScreenshotAsync("signin");
    }

    [BrowserFact]
    public async Task Docs_page_works_without_the_internet()
    {
        using var app = new AppFactory();
        await using var session = await browser.OpenAsync(app.Listen());
        await session.SignInAsync(app);
        await session.Page.GotoAsync("/docs/index.html");
        await session.Page.GetByText("/api/keys").First.WaitForAsync();
        await session.ScreenshotAsync("docs");

        Assert.Empty(session.Errors);
    }
}
