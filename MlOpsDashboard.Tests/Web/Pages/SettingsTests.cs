using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Components.Pages.Settings;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access;
using MlOpsDashboard.Core.Serving;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Pages;

public sealed class SettingsTests : ComponentTest
{
    private CoreHost _core = null!;

    [Fact]
    public async Task Key_IsShownOnce_WhenItIsMade()
    {
        var page = Render<ApiKeys>();
        page.WaitForState(() => page.Markup.Contains("No API keys yet", StringComparison.Ordinal));
        page.Find("input").Change("nightly");
        await page.Find("form").SubmitAsync();
        page.WaitForState(() => page.FindAll(".made").Count == 1);
        string secret = page.Find(".made code").GetAttribute("title")!;

        Assert.Equal("nightly", (await _core.Get<ApiKeyDirectory>().FindAsync(secret, default))!.Name);
        Assert.Equal("ann", (await ListAsync()).CreatedBy);
        page.Find(".made button.rz-button").Click();
        Assert.DoesNotContain(secret, page.Markup, StringComparison.Ordinal);
        Assert.Contains("nightly", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BadName_IsSaidInTheWordsOfTheService()
    {
        var page = Render<ApiKeys>();
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("name must have 1 to 100 characters", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void About_SaysWhereTheDataLies()
    {
        var box = Render<About>();

        box.WaitForAssertion(() => Assert.Contains(_core.Folder, box.Markup, StringComparison.Ordinal));
        Assert.Contains("Sqlite", box.Markup, StringComparison.Ordinal);
        Assert.Contains("kept for 400 days", box.Markup, StringComparison.Ordinal);
    }

    private async Task<ApiKey> ListAsync() =>
        Assert.Single((await _core.Get<ApiKeyService>().ListAsync(new PageQuery(), default)).Items);

    protected override async Task PrepareAsync()
    {
        _core = await CoreHost.StartAsync(services => services.AddAccess());
        Services.AddSingleton(_core.Get<ApiKeyService>());
        Services.AddSingleton(_core.Get<StorageMeter>());
        Services.AddOptions<ServingOptions>();
        SignIn("ann");
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await _core.DisposeAsync();
    }
}
