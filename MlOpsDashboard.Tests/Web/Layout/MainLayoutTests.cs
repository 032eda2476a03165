using Bunit;
using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Layout;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Layout;

public sealed class MainLayoutTests : ComponentTest
{
    // They ask the registry, which is no business of the frame.
    public MainLayoutTests() => ComponentFactories.AddStub<CurrentModel>().AddStub<FindBox>();

    [Fact]
    public void Frame_says_that_the_page_is_interactive()
    {
        var layout = Render<MainLayout>();

        Assert.Equal("true", layout.Find(".shell").GetAttribute("data-interactive"));
    }

    [Fact]
    public void Frame_says_that_a_prerendered_page_is_not_interactive_yet()
    {
        Renderer.SetRendererInfo(new("Static", isInteractive: false));

        var layout = Render<MainLayout>();

        Assert.Equal("false", layout.Find(".shell").GetAttribute("data-interactive"));
    }

    [Fact]
    public void Skip_link_stays_on_the_page_that_it_is_on()
    {
        var layout = Render<MainLayout>();

        layout.InvokeAsync(() => Services.GetService<NavigationManager>()!.NavigateTo("drift?model=churn"));

        Assert.Equal("drift?model=churn#content", layout.Find(".skip").GetAttribute("href"));
    }

    [Fact]
    public void Navigation_lists_the_pages_in_the_order_of_a_model_s_life()
    {
        var layout = Render<MainLayout>();

        Assert.Equal(
            ["Overview", "Data", "Training", "Experiments", "Registry", "Deployments", "Approvals", "A/B tests", "Predict"],
            layout.FindAll("nav[aria-label=Pages] a .nav-text").Take(9).Select(text => text.TextContent));
        Assert.Equal("page", layout.Find("nav a[href='']").GetAttribute("aria-current"));
    }

    [Fact]
    public async Task Navigation_is_narrow_when_it_was_and_the_change_is_kept()
    {
        var module = JSInterop.SetupModule("./shell.js");
        module.Mode = JSRuntimeMode.Loose;
        var layout = Render<MainLayout>(p => p.AddCascadingValue(new Preferences("system", NarrowNavigation: true)));
        Assert.Equal("narrow", layout.Find(".shell").GetAttribute("data-navigation"));

        await layout.Find(".nav-toggle").ClickAsync();

        Assert.Equal("wide", layout.Find(".shell").GetAttribute("data-navigation"));
        Assert.Equal(["navigation", "wide"], Assert.Single(module.Invocations["keep"]).Arguments);
    }

    [Fact]
    public async Task Drawer_closes_on_escape_and_when_a_page_is_chosen()
    {
        var layout = Render<MainLayout>();
        await layout.Find(".drawer-toggle").ClickAsync();
        Assert.Equal("open", layout.Find(".shell").GetAttribute("data-drawer"));
        await layout.Find("nav").KeyDownAsync("Escape");
        Assert.Equal("closed", layout.Find(".shell").GetAttribute("data-drawer"));

        await layout.Find(".drawer-toggle").ClickAsync();
        await layout.InvokeAsync(() => Services.GetService<NavigationManager>()!.NavigateTo("data"));

        Assert.Equal("closed", layout.Find(".shell").GetAttribute("data-drawer"));
        Assert.Equal("false", layout.Find(".drawer-toggle").GetAttribute("aria-expanded"));
    }

    [Fact]
    public void Page_that_fails_leaves_the_frame_standing()
    {
        var layout = Render<MainLayout>(p => p.Add(l => l.Body, builder => throw new InvalidOperationException("secret")));

        Assert.NotNull(layout.Find(".error-panel"));
        Assert.NotEmpty(layout.FindAll("nav a"));
        Assert.DoesNotContain("secret", layout.Markup, StringComparison.Ordinal);
    }
}
