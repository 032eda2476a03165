using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class RolesBrowserTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task Signing_out_leads_every_open_page_to_the_sign_in()
    {
        using var app = new AppFactory();
        await using var session = await browser.OpenAsync(app.Listen());
        await session.SignInAsync(app);
        IPage other = await session.Page.Context.NewPageAsync();
        await other.GotoAsync("/data");
        await other.Locator("[data-interactive=true]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

        await session.GoToAsync("/settings");
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await session.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" }).WaitForAsync();

        await other.GetByRole(AriaRole.Heading, new() { Name = "Sign in" }).WaitForAsync();
        Assert.EndsWith("/signin?return=%2Fdata", other.Url);
    }

    [BrowserFact]
    public async Task The_invited_join_by_the_link_and_come_back_by_name_and_password()
    {
        const string Password = "a lamp, a boat, a tree";
        using var app = new AppFactory();
        await using var session = await browser.OpenAsync(app.Listen());
        await session.SignInAsync(app);
        await session.GoToAsync("/people");
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Invite" }).ClickAsync();
        string link = (await session.Page.Locator(".made code").GetAttributeAsync("title"))!;
        await session.GoToAsync("/account");
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await session.Page.GotoAsync(link);
        await session.Page.GetByLabel("Name").FillAsync("sue");
        await session.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await session.Page.GetByLabel("Password again").FillAsync(Password);
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Join" }).ClickAsync();
        await session.WaitUntilInteractiveAsync();
        await session.GoToAsync("/account");
        await session.Page.GetByText("You are signed in as data scientist.").WaitForAsync();
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await session.Page.GetByLabel("Name").FillAsync("Sue");
        await session.Page.GetByLabel("Password").FillAsync(Password);
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await session.WaitUntilInteractiveAsync();
        await session.GoToAsync("/account");

        await session.Page.GetByRole(AriaRole.Heading, new() { Name = "sue" }).WaitForAsync();
        await session.Page.GetByText("this one").WaitForAsync();
        Assert.Empty(session.Errors);
    }

    [BrowserFact]
    public async Task Viewer_looks_and_is_offered_no_change()
    {
        using var app = new AppFactory();
        Uri address = app.Listen();
        await app.Services.GetRequiredService<DatasetService>().StoreSampleAsync("ada", default);
        CreatedApiKey key = await app.Services.GetRequiredService<ApiKeyService>().CreateAsync(new NewApiKey("guest", UserRole.Viewer, null), "ada", default);
        await using var session = await browser.OpenAsync(address);
        await session.Page.Context.SetExtraHTTPHeadersAsync(new Dictionary<string, string> { ["X-API-Key"] = key.Secret });

        await session.GoToAsync("/data/" + SampleChurn.Name);
        await session.Page.GetByRole(AriaRole.Link, new() { Name = "Download" }).WaitForAsync();
        Assert.Equal(0, await session.Page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).CountAsync());
        await session.GoToAsync("/data/upload");
        await session.Page.GetByText("Uploading takes the role data scientist.").WaitForAsync();
        await session.GoToAsync("/training");
        await session.Page.GetByText("Training takes the role data scientist").WaitForAsync();

        Assert.Empty(session.Errors);
    }
}
