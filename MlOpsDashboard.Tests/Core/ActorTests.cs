using MlOpsDashboard.Core;
using Xunit;

namespace MlOpsDashboard.Tests.Core;

public sealed class ActorTests
{
    [Theory]
    [InlineData(null, UserRole.Viewer, false)]
    [InlineData(UserRole.Viewer, UserRole.Viewer, true)]
    [InlineData(UserRole.Viewer, UserRole.DataScientist, false)]
    [InlineData(UserRole.DataScientist, UserRole.Viewer, true)]
    [InlineData(UserRole.DataScientist, UserRole.Administrator, false)]
    [InlineData(UserRole.DataScientist, UserRole.Approver, false)]
    [InlineData(UserRole.Approver, UserRole.DataScientist, true)]
    [InlineData(UserRole.Approver, UserRole.Administrator, false)]
    [InlineData(UserRole.Administrator, UserRole.Approver, true)]
    public void A_role_may_do_what_the_ones_below_it_may(UserRole? role, UserRole least, bool may)
    {
        var actor = Actor.Of("ann", role);

        Assert.Equal(may, actor.May(least));
        Assert.Equal(may, Record.Exception(() => actor.Require(least)) is not ForbiddenException);
    }

    [Fact]
    public void A_refusal_says_what_it_takes()
    {
        ForbiddenException refused = Assert.Throws<ForbiddenException>(() => Actor.Of("ann", UserRole.Viewer).Require(UserRole.DataScientist));

        Assert.Equal("This takes the role data scientist; ann has the role viewer.", refused.Message);
    }

    [Fact]
    public void The_program_itself_may_do_everything() => Assert.True(Actor.Program("retention").May(UserRole.Administrator));
}
