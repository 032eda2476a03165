using Microsoft.AspNetCore.Http;
using MlOpsDashboard.Components.Layout;
using NSubstitute;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Layout;

public sealed class PreferencesTests
{
    [Theory]
    [InlineData(null, null, "system", false)]
    [InlineData("dark", "narrow", "dark", true)]
    [InlineData("\"><script>", "wide", "system", false)]
    public void Cookies_are_read_and_strange_ones_ignored(string? scheme, string? navigation, string expected, bool narrow)
    {
        IRequestCookieCollection cookies = Substitute.For<IRequestCookieCollection>();
        cookies["scheme"].Returns(scheme);
        cookies["navigation"].Returns(navigation);

        Assert.Equal(new Preferences(expected, narrow), Preferences.Read(cookies));
    }

    [Theory]
    [InlineData("system", "(prefers-color-scheme: light)", "(prefers-color-scheme: dark)")]
    [InlineData("light", "all", "not all")]
    [InlineData("dark", "not all", "all")]
    public void Exactly_one_style_sheet_counts(string scheme, string light, string dark)
    {
        var preferences = new Preferences(scheme, NarrowNavigation: false);

        Assert.Equal(light, preferences.Media("light"));
        Assert.Equal(dark, preferences.Media("dark"));
    }
}
