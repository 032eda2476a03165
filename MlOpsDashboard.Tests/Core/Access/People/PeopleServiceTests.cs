using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access;
using MlOpsDashboard.Core.Access.People;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Access.People;

public sealed class PeopleServiceTests
{
    [Theory]
    [InlineData("", "name")]
    [InlineData("a\u0007", "name")]
    [InlineData("\ud800", "name")]
    [InlineData("ADMIN", "name")]
    [InlineData(" ADA ", "name")]
    public async Task A_name_is_one_that_nobody_else_has(string name, string field)
    {
        await using CoreHost core = await PeopleHost.StartAsync();
        await PeopleHost.MakeAsync(core, "ada", UserRole.Viewer);

        var refused = await Assert.ThrowsAsync<InvalidException>(() => PeopleHost.MakeAsync(core, name, UserRole.Viewer));

        Assert.Contains(field, refused.Errors.Keys);
        Assert.Single((await core.Get<PeopleService>().ListAsync(new PageQuery(), default)).Items);
    }

    [Fact]
    public async Task Another_role_and_being_disabled_end_sessions_and_are_written_down()
    {
        await using CoreHost core = await PeopleHost.StartAsync();
        User ada = await PeopleHost.MakeAsync(core, "ada", UserRole.Viewer);
        var (people, sessions) = (core.Get<PeopleService>(), core.Get<SessionService>());
        Session first = await BeginAsync(core, ada);

        await people.ChangeAsync(ada.UserId, UserRole.Approver, null, PeopleHost.Admin, default);
        Assert.Null(await sessions.FindHolderAsync(first.SessionId, default));
        Session second = await BeginAsync(core, ada);
        Assert.Equal(UserRole.Approver, (await sessions.FindHolderAsync(second.SessionId, default))!.Role);
        await people.ChangeAsync(ada.UserId, UserRole.Approver, false, PeopleHost.Admin, default);
        Assert.NotNull(await sessions.FindHolderAsync(second.SessionId, default));
        await people.ChangeAsync(ada.UserId, null, true, PeopleHost.Admin, default);
        Assert.Null(await sessions.FindHolderAsync(second.SessionId, default));
        await people.ChangeAsync(ada.UserId, null, false, PeopleHost.Admin, default);
        Assert.Null(await sessions.FindHolderAsync(second.SessionId, default));

        Assert.Equal(["root user.created", "root user.role_changed", "root user.disabled", "root user.enabled"], await PeopleHost.ActionsAsync(core));
    }

    [Fact]
    public async Task The_last_administrator_stays_one()
    {
        await using CoreHost core = await PeopleHost.StartAsync();
        var people = core.Get<PeopleService>();
        User ada = await PeopleHost.MakeAsync(core, "ada", UserRole.Administrator);
        await Assert.ThrowsAsync<ConflictException>(() => people.ChangeAsync(ada.UserId, UserRole.Approver, null, PeopleHost.Admin, default));
        await Assert.ThrowsAsync<ConflictException>(() => people.ChangeAsync(ada.UserId, null, true, PeopleHost.Admin, default));
        User bob = await PeopleHost.MakeAsync(core, "bob", UserRole.Administrator);

        Exception?[] outcomes = await Task.WhenAll(new[] { ada, bob }.Select(user => Task.Run(() =>
            Record.ExceptionAsync(() => people.ChangeAsync(user.UserId, null, true, PeopleHost.Admin, default)))));

        Assert.Single(outcomes, outcome => outcome is null);
        Assert.Single(outcomes, outcome => outcome is ConflictException);
        Assert.Single((await people.ListAsync(new PageQuery(), default)).Items, user => user.DisabledAt is null);
    }

    [Fact]
    public async Task The_printed_address_is_the_way_back_in()
    {
        await using CoreHost core = await PeopleHost.StartAsync();
        User admin = await core.Get<UserService>().SignInAdministratorAsync(default);
        await PeopleHost.MakeAsync(core, "ada", UserRole.Administrator);
        await core.Get<PeopleService>().ChangeAsync(admin.UserId, UserRole.Viewer, true, PeopleHost.Admin, default);

        User back = await core.Get<UserService>().SignInAdministratorAsync(default);

        Assert.Equal((admin.UserId, UserRole.Administrator, null), (back.UserId, back.Role, back.DisabledAt));
    }

    [Fact]
    public async Task Sessions_are_seen_and_ended_by_their_owner_and_by_administrators()
    {
        await using CoreHost core = await PeopleHost.StartAsync();
        var sessions = core.Get<SessionService>();
        User ada = await PeopleHost.MakeAsync(core, "ada", UserRole.Viewer);
        User eve = await PeopleHost.MakeAsync(core, "eve", UserRole.Approver);
        Session[] open = [await BeginAsync(core, ada), await BeginAsync(core, ada), await BeginAsync(core, ada)];
        await sessions.SeeAsync(open[0].SessionId, default);

        await Assert.ThrowsAsync<NotFoundException>(() => sessions.RevokeAsync(open[0].SessionId, eve.UserId, Actor.Of("eve", eve.Role), default));
        await sessions.RevokeAsync(open[1].SessionId, ada.UserId, Actor.Of("ada", ada.Role), default);
        await sessions.RevokeAsync(open[2].SessionId, null, PeopleHost.Admin, default);

        Session left = Assert.Single(await sessions.ListAsync(ada.UserId, default));
        Assert.Equal((open[0].SessionId, "Firefox", "203.0.113.7"), (left.SessionId, left.Browser, left.Address));
        Assert.NotNull(left.SeenAt);
    }

    private static Task<Session> BeginAsync(CoreHost core, User user) =>
        core.Get<SessionService>().BeginAsync(new SessionHolder(user.UserId, user.Name, user.Role), "Firefox", "203.0.113.7", default);
}
