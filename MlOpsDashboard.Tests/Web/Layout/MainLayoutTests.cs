using Bunit;
using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Layout;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Layout;

public sealed class MainLayoutTests : ComponentTest
{
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
}
