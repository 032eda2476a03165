using Bunit;
using MlOpsDashboard.Components.Layout;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Layout;

public sealed class ThemeSwitchTests : ComponentTest
{
    [Fact]
    public void Scheme_chosen_before_is_checked()
    {
        var theme = Render<ThemeSwitch>(p => p.AddCascadingValue(new Preferences("dark", NarrowNavigation: false)));

        Assert.True(theme.Find("input[value=dark]").HasAttribute("checked"));
        Assert.False(theme.Find("input[value=system]").HasAttribute("checked"));
    }

    [Fact]
    public async Task Choice_is_shown_and_kept_by_the_browser()
    {
        var module = JSInterop.SetupModule("./shell.js");
        module.Mode = JSRuntimeMode.Loose;
        var theme = Render<ThemeSwitch>();

        await theme.Find("input[value=light]").ChangeAsync("light");

        Assert.Equal("light", Assert.Single(module.Invocations["chooseScheme"]).Arguments[0]);
        Assert.True(theme.Find("input[value=light]").HasAttribute("checked"));
    }
}
