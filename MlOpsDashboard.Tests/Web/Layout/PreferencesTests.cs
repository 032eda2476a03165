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
}
