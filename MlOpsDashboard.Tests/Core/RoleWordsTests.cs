using MlOpsDashboard.Core;
using Xunit;

namespace MlOpsDashboard.Tests.Core;

public sealed class RoleWordsTests
{
    [Theory]
    [InlineData("viewer", UserRole.Viewer)]
    [InlineData("data_scientist", UserRole.DataScientist)]
    [InlineData("Editor", UserRole.DataScientist)]
    [InlineData("APPROVER", UserRole.Approver)]
    [InlineData("administrator", UserRole.Administrator)]
    public void A_role_is_read_by_its_names(string name, UserRole expected)
    {
        Assert.True(RoleWords.TryParse(name, out UserRole role));
        Assert.Equal(expected, role);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("data scientist")]
    [InlineData("king")]
    public void Nothing_else_is_a_role(string? name) => Assert.False(RoleWords.TryParse(name, out _));

    [Fact]
    public void Every_role_is_read_as_it_is_written()
    {
        Assert.All(Enum.GetValues<UserRole>(), role => Assert.True(RoleWords.TryParse(RoleWords.Name(role), out UserRole read) && read == role));
        Assert.Equal("data scientist", RoleWords.Words(UserRole.DataScientist));
        Assert.All(Enum.GetValues<UserRole>(), role => Assert.Contains(RoleWords.Name(role), RoleWords.All, StringComparison.Ordinal));
    }
}
