using AngleSharp.Dom;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Components.Layout;
using MlOpsDashboard.Components.Pages.Alerts;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Alerts;
using MlOpsDashboard.Core.Alerts.Channels;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Tests.Core.Alerts;
using MlOpsDashboard.Tests.Core.Alerts.Channels;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Pages.Alerts;

public sealed class AlertsPageTests : ComponentTest
{
    private readonly TempFolder _folder = new();
    private CoreHost _core = null!;
    private BunitAuthorizationContext _reader = null!;

    [Fact]
    public async Task What_fires_is_answered_first_and_as_soon_as_it_does()
    {
        IRenderedComponent<FiringCount> count = Render<FiringCount>();
        IRenderedComponent<AlertsPage> page = Render<AlertsPage>();
        page.WaitForState(() => page.Markup.Contains("Nothing fires.", StringComparison.Ordinal));
        Assert.Empty(count.Markup.Trim());

        await AlertHost.SayAsync(_core, 0.9);

        page.WaitForState(() => page.Markup.Contains("1 alert is firing.", StringComparison.Ordinal));
        count.WaitForState(() => count.Find(".firing-count").TextContent == "1 firing");
        IElement item = page.Find(".firing li");
        Assert.Contains("shop:1: the latest check found drift", item.TextContent, StringComparison.Ordinal);
        Assert.Equal("drift?model=shop", item.QuerySelector("a")!.GetAttribute("href"));

        await AlertHost.SayAsync(_core, 0);

        page.WaitForState(() => page.Markup.Contains("Nothing fires.", StringComparison.Ordinal));
        count.WaitForState(() => count.FindAll(".firing-count").Count == 0);
    }

    [Fact]
    public async Task A_rule_is_made_in_words_with_shares_in_per_cent_and_told_what_is_wrong()
    {
        IRenderedComponent<AlertsPage> page = Render<AlertsPage>();
        page.WaitForState(() => page.Markup.Contains("Quality of shop", StringComparison.Ordinal));
        await ClickAsync(page, "New rule");
        await page.Find("form.stack").SubmitAsync();
        page.WaitForState(() => page.Markup.Contains("name is needed", StringComparison.Ordinal));
        Assert.Contains("threshold is needed", page.Markup, StringComparison.Ordinal);

        AlertRule errors = (await _core.Get<AlertService>().CreateAsync(
            new AlertRuleForm { Name = "errors", Metric = "error_rate", Operator = ">", Threshold = 0.07 }, AlertHost.Ada, default)).Rule;
        page.WaitForState(() => page.Markup.Contains("error rate above 7 % over 5 min", StringComparison.Ordinal));
        await ChooseAsync(page, "errors", "Edit");
        IElement threshold = page.FindAll("input").Single(input => page.Find($"label[for='{input.Id}']").TextContent == "Threshold (%)");
        Assert.Equal("7", threshold.GetAttribute("value"));
        await threshold.ChangeAsync(new ChangeEventArgs { Value = "12,5" });
        await page.Find("form.stack").SubmitAsync();

        page.WaitForState(() => page.Markup.Contains("error rate above 12.5 % over 5 min", StringComparison.Ordinal));
        Assert.Equal(0.125, (await _core.Get<AlertService>().GetAsync(errors.Id, default)).Rule.Threshold);
    }

    [Fact]
    public async Task A_rule_is_silenced_and_deleted_from_its_menu()
    {
        IRenderedComponent<AlertsPage> page = Render<AlertsPage>();
        page.WaitForState(() => page.Markup.Contains("Drift of shop", StringComparison.Ordinal));

        await ChooseAsync(page, "Drift of shop", "Silence for 8 h");

        page.WaitForState(() => page.Markup.Contains("silent, ends in 8 h", StringComparison.Ordinal));
        await ChooseAsync(page, "Drift of shop", "End silence");
        page.WaitForState(() => !page.Markup.Contains("silent, ends", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_channel_that_fails_says_why_and_offers_what_was_given_up()
    {
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync();
        receiver.Status = 500;
        AlertChannel channel = await _core.Get<AlertChannelService>().CreateAsync(new AlertChannelForm { Name = "on call", Kind = "webhook", Url = receiver.Url }, AlertHost.Ada, default);
        await _core.Get<AlertService>().CreateAsync(AlertHost.Form() with { Channels = [channel.Id] }, AlertHost.Ada, default);
        await AlertHost.SayAsync(_core, 0.9);
        await Wait.UntilAsync(async () => (await _core.Get<AlertChannelService>().ListAsync(new PageQuery(1), default)).Items[0].Channel.LastError is not null);
        Services.GetRequiredService<NavigationManager>().NavigateTo("alerts?tab=channels");
        IRenderedComponent<AlertsPage> page = Render<AlertsPage>();
        page.WaitForState(() => page.Markup.Contains("127.0.0.1 answered 500.", StringComparison.Ordinal));

        await AlertHost.PassAsync(_core, TimeSpan.FromHours(24));
        page.WaitForState(() => page.FindAll("#dead").Count == 1);
        receiver.Status = 200;
        await ChooseAsync(page, "on call", "Send again what was given up");
        page.WaitForState(() => page.Markup.Contains("1 message of on call on the way again.", StringComparison.Ordinal));
        page.WaitForState(() => page.FindAll("#dead").Count == 0 && page.Markup.Contains("works", StringComparison.Ordinal));
        await ChooseAsync(page, "on call", "Send a test");

        page.WaitForState(() => page.Markup.Contains("on call has taken the test", StringComparison.Ordinal));
        Assert.DoesNotContain("token=hidden", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_is_a_list()
    {
        await AlertHost.SayAsync(_core, 0.9);
        Services.GetRequiredService<NavigationManager>().NavigateTo("alerts?tab=history");

        IRenderedComponent<AlertsPage> page = Render<AlertsPage>();

        page.WaitForState(() => page.FindAll("tbody tr").Count == 1);
        Assert.Contains("shop:1: the latest check found drift", page.Find("tbody th").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_viewer_reads_and_changes_nothing()
    {
        _reader.SetRoles("viewer");

        IRenderedComponent<AlertsPage> page = Render<AlertsPage>();

        page.WaitForState(() => page.Markup.Contains("Drift of shop", StringComparison.Ordinal));
        Assert.DoesNotContain("New rule", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Actions of", page.Markup, StringComparison.Ordinal);
    }

    protected override async Task PrepareAsync()
    {
        _core = await AlertHost.StartAsync(Clock, _folder.FullName, ("Alerts:AllowPrivateAddresses", "true"));
        await ServingHost.PromoteAsync(_core, "shop", 1);
        Services.AddSingleton(_core.Get<AlertService>());
        Services.AddSingleton(_core.Get<AlertChannelService>());
        Services.AddSingleton(_core.Get<AlertFeed>());
        Services.AddSingleton(_core.Get<RegistryService>());
        _reader = SignIn("ann");
    }

    protected override async Task CleanUpAsync()
    {
        await _core.DisposeAsync();
        _folder.Dispose();
    }

    private static Task ClickAsync(IRenderedComponent<AlertsPage> page, string words) =>
        page.FindAll("button").First(button => button.TextContent.Trim().Contains(words, StringComparison.Ordinal)).ClickAsync(new());

    private static async Task ChooseAsync(IRenderedComponent<AlertsPage> page, string name, string action)
    {
        await page.Find($"button[aria-label='Actions of {name}']").ClickAsync(new());
        await page.FindAll("[role=menuitem]").Single(item => item.TextContent.Trim() == action).ClickAsync(new());
    }
}
