using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Tests.Architecture;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Browser;

/// <summary>Two people in two browsers: one asks for production, the other approves.</summary>
[Collection(BrowserTests.Name)]
public sealed class ApprovalsPageTests(BrowserFixture browser)
{
    private const float WithinMs = 5_000;

    [BrowserFact]
    public async Task One_asks_the_other_approves_and_the_first_sees_it_without_reloading()
    {
        using var app = new AppFactory();
        Uri address = app.Listen();
        await ServingHost.PromoteAsync(app.Services, "shop", 1);
        await ServingHost.StageAsync(app.Services, "shop", 2);
        await app.Services.GetRequiredService<RegistryService>().ChangePolicyAsync("shop", new StagePolicy(true, true, true), Actor.Program("test"), default);
        await using BrowserSession ada = await OpenAsync(app, address, "ada", UserRole.DataScientist);
        await using BrowserSession bob = await OpenAsync(app, address, "bob", UserRole.Approver);
        await ada.GoToAsync("/registry/shop?version=2");
        await bob.GoToAsync("/approvals");
        await bob.Page.GetByText("Nobody has asked for production yet").WaitForAsync();

        await ada.Page.GetByLabel("Why? It stays in the history.").FillAsync("trained on more rows");
        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "Ask for production" }).ClickAsync();
        await ada.Page.GetByText("It waits for an approver.").WaitForAsync();
        await bob.Page.GetByText("ada: trained on more rows").WaitForAsync(new() { Timeout = WithinMs });
        await bob.Page.GetByText("It takes what version 1 takes, field by field.").WaitForAsync();
        await bob.ScreenshotAsync("approvals-1280");
        Faults.None(await bob.FaultsAsync());
        await ada.ScreenshotAsync("version-asked-1280");
        Faults.None(await ada.FaultsAsync());

        await bob.Page.GetByLabel("Why? It stays in the history.").FillAsync("looks good");
        await bob.Page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await ada.Page.GetByText("bob has approved it").WaitForAsync(new() { Timeout = WithinMs });
        await ada.Page.GetByText("production", new() { Exact = true }).First.WaitForAsync(new() { Timeout = WithinMs });
        await bob.Page.GetByText("Nothing waits for an approver.").WaitForAsync();
        await bob.Page.SetViewportSizeAsync(390, 844);
        await bob.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark, ReducedMotion = ReducedMotion.Reduce });
        await bob.Page.GetByRole(AriaRole.Link, new() { Name = "shop:2" }).ClickAsync();
        await bob.Page.GetByText("bob: looks good").WaitForAsync();
        await bob.ScreenshotAsync("approvals-390-dark");

        Assert.Equal(0, await bob.Page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
        Assert.Equal(2, (await app.Services.GetRequiredService<RegistryService>().GetModelAsync("shop", default)).Production?.Version);
        Faults.None(await bob.FaultsAsync());
        Assert.Empty(ada.Errors.Concat(bob.Errors));
    }

    private async Task<BrowserSession> OpenAsync(AppFactory app, Uri address, string name, UserRole role)
    {
        CreatedApiKey key = await app.Services.GetRequiredService<ApiKeyService>().CreateAsync(new NewApiKey(name, role, null), "tester", default);
        BrowserSession session = await browser.OpenAsync(address, 1280);
        await session.Page.Context.SetExtraHTTPHeadersAsync(new Dictionary<string, string> { ["X-API-Key"] = key.Secret });
        return session;
    }
}
