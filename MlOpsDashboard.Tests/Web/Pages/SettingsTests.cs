using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Components.Pages.Settings;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Core.Serving.Settings;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Pages;

public sealed class SettingsTests : ComponentTest
{
    private CoreHost _core = null!;

    private RetentionService Retention => Services.GetRequiredService<RetentionService>();

    [Fact]
    public async Task Key_is_shown_once_when_it_is_made()
    {
        var page = Render<ApiKeys>();
        page.WaitForState(() => page.Markup.Contains("No API keys yet", StringComparison.Ordinal));
        page.Find("input").Change("nightly");
        await page.Find("form").SubmitAsync();
        page.WaitForState(() => page.FindAll(".made").Count == 1);
        string secret = page.Find(".made code").GetAttribute("title")!;

        Assert.Equal("nightly", (await _core.Get<ApiKeyDirectory>().FindAsync(secret, default))!.Name);
        Assert.Equal("ann", (await ListAsync()).CreatedBy);
        page.FindAll(".made button").Single(button => button.TextContent.Contains("I have copied it", StringComparison.Ordinal)).Click();
        Assert.DoesNotContain(secret, page.Markup, StringComparison.Ordinal);
        Assert.Contains("nightly", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_name_is_said_in_the_words_of_the_service()
    {
        var page = Render<ApiKeys>();
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("name must have 1 to 100 characters", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void About_says_where_the_data_lies()
    {
        var box = Render<About>();

        box.WaitForAssertion(() => Assert.Contains(_core.Folder, box.Markup, StringComparison.Ordinal));
        Assert.Contains("Sqlite", box.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retention_is_changed_and_returns_to_the_configuration()
    {
        var form = Render<PredictionRetentionForm>();
        form.WaitForAssertion(() => Assert.Equal("400", form.Find("input").GetAttribute("value")));
        await form.InvokeAsync(() => form.Find("input").Change("500"));
        await form.InvokeAsync(() => form.Find("form").SubmitAsync());

        form.WaitForAssertion(() => Assert.Contains("Chosen by ann", form.Markup, StringComparison.Ordinal));
        Assert.Equal(500, (await Retention.GetAsync(default)).Days);
        await form.InvokeAsync(() => form.Find("input").Change(""));
        await form.InvokeAsync(() => form.Find("form").SubmitAsync());
        form.WaitForAssertion(() => Assert.Contains("As configured", form.Markup, StringComparison.Ordinal));
        Assert.Equal(new Retention(400), await Retention.GetAsync(default));
    }

    [Fact]
    public async Task Retention_tells_what_is_no_number_of_days()
    {
        var form = Render<PredictionRetentionForm>();
        form.WaitForState(() => form.FindAll("input").Count == 1);
        foreach ((string typed, string told) in new[] { ("1e3", "'1e3' is no whole number of days"), ("-1", "days must be from 0 (for ever) to 36500, not -1") })
        {
            await form.InvokeAsync(() => form.Find("input").Change(typed));
            await form.InvokeAsync(() => form.Find("form").SubmitAsync());
            form.WaitForAssertion(() => Assert.Contains(told, form.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        }

        Assert.Equal(400, (await Retention.GetAsync(default)).Days);
    }

    private async Task<ApiKey> ListAsync() =>
        Assert.Single((await _core.Get<ApiKeyService>().ListAsync(new PageQuery(), default)).Items);

    protected override async Task PrepareAsync()
    {
        _core = await CoreHost.StartAsync(services => services.AddAudit().AddAccess());
        Services.AddSingleton(_core.Get<ApiKeyService>());
        Services.AddSingleton(_core.Get<StorageMeter>());
        Services.AddSingleton(new RetentionService(_core.Contexts, _core.Get<AuditLog>(), Options.Create(new ServingOptions()), Clock));
        SignIn("ann");
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await _core.DisposeAsync();
    }
}
