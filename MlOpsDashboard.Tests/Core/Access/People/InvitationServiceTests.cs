using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access;
using MlOpsDashboard.Core.Access.People;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Access.People;

public sealed class InvitationServiceTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_link_makes_one_person_however_many_use_it_at_once()
    {
        await using CoreHost core = await PeopleHost.StartAsync(_clock);
        var invitations = core.Get<InvitationService>();
        CreatedInvitation made = await invitations.InviteAsync(UserRole.DataScientist, " Sue ", PeopleHost.Admin, default);
        Assert.Equal(("Sue", _clock.GetUtcNow() + InvitationService.Life), (made.Invitation.Note, made.Invitation.ExpiresAt));

        Exception?[] outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() =>
            Record.ExceptionAsync(() => invitations.AcceptAsync(made.Secret, $"sue{i}", PeopleHost.Password, default)))));

        Assert.Single(outcomes, outcome => outcome is null);
        Assert.Equal(3, outcomes.Count(outcome => outcome is NotFoundException));
        User sue = Assert.Single((await core.Get<PeopleService>().ListAsync(new PageQuery(), default)).Items);
        Assert.Equal((UserRole.DataScientist, "root"), (sue.Role, sue.CreatedBy));
        Assert.NotNull(await core.Get<PasswordSignIn>().SignInAsync(sue.Name, PeopleHost.Password, default));
        Assert.Empty(await invitations.ListAsync(default));
        Assert.Equal(["root invitation.created", $"{sue.Name} user.created", $"{sue.Name} user.signed_in"], await PeopleHost.ActionsAsync(core));
    }

    [Fact]
    public async Task A_name_or_password_that_will_not_do_leaves_the_link_as_it_is()
    {
        await using CoreHost core = await PeopleHost.StartAsync(_clock);
        var invitations = core.Get<InvitationService>();
        await PeopleHost.MakeAsync(core, "ada", UserRole.Viewer);
        string secret = (await invitations.InviteAsync(UserRole.Viewer, null, PeopleHost.Admin, default)).Secret;

        await Assert.ThrowsAsync<InvalidException>(() => invitations.AcceptAsync(secret, "ADA", PeopleHost.Password, default));
        await Assert.ThrowsAsync<InvalidException>(() => invitations.AcceptAsync(secret, "sue", "short", default));

        Assert.Equal("sue", (await invitations.AcceptAsync(secret, "sue", PeopleHost.Password, default)).Name);
    }

    [Fact]
    public async Task A_link_ends_after_seven_days_and_when_it_is_withdrawn()
    {
        await using CoreHost core = await PeopleHost.StartAsync(_clock);
        var invitations = core.Get<InvitationService>();
        CreatedInvitation late = await invitations.InviteAsync(UserRole.Viewer, null, PeopleHost.Admin, default);
        CreatedInvitation withdrawn = await invitations.InviteAsync(UserRole.Viewer, null, PeopleHost.Admin, default);
        await invitations.WithdrawAsync(withdrawn.Invitation.InvitationId, PeopleHost.Admin, default);
        _clock.Advance(InvitationService.Life - TimeSpan.FromSeconds(1));
        Assert.NotNull(await invitations.FindAsync(late.Secret, default));
        _clock.Advance(TimeSpan.FromSeconds(1));

        foreach (string? secret in new[] { late.Secret, withdrawn.Secret, "guess", "", null })
        {
            Assert.Null(await invitations.FindAsync(secret, default));
            await Assert.ThrowsAsync<NotFoundException>(() => invitations.AcceptAsync(secret, "sue", PeopleHost.Password, default));
        }
    }

    [Fact]
    public async Task A_new_password_ends_sessions_lockout_and_other_links()
    {
        await using CoreHost core = await PeopleHost.StartAsync(_clock);
        var (invitations, sessions, signIn) = (core.Get<InvitationService>(), core.Get<SessionService>(), core.Get<PasswordSignIn>());
        User ada = await PeopleHost.MakeAsync(core, "ada", UserRole.Viewer);
        Session session = await sessions.BeginAsync(new SessionHolder(ada.UserId, ada.Name, ada.Role), default);
        CreatedInvitation other = await invitations.ResetAsync(ada.UserId, PeopleHost.Admin, default);
        CreatedInvitation link = await invitations.ResetAsync(ada.UserId, PeopleHost.Admin, default);
        for (int i = 0; i < PasswordSignIn.MostTries; i++)
        {
            await signIn.SignInAsync("ada", "wrong", default);
        }

        await Assert.ThrowsAsync<InvalidException>(() => invitations.AcceptAsync(link.Secret, null, "password1234", default));
        User changed = await invitations.AcceptAsync(link.Secret, "ignored", "another good sentence", default);

        Assert.Equal((ada.UserId, "ada"), (changed.UserId, changed.Name));
        Assert.Null(await sessions.FindHolderAsync(session.SessionId, default));
        Assert.Null(await invitations.FindAsync(other.Secret, default));
        Assert.Null(await signIn.SignInAsync("ada", PeopleHost.Password, default));
        Assert.NotNull(await signIn.SignInAsync("ada", "another good sentence", default));
    }

    [Fact]
    public async Task Somebody_who_is_disabled_has_no_use_of_a_link()
    {
        await using CoreHost core = await PeopleHost.StartAsync(_clock);
        User ada = await PeopleHost.MakeAsync(core, "ada", UserRole.Viewer);
        CreatedInvitation link = await core.Get<InvitationService>().ResetAsync(ada.UserId, PeopleHost.Admin, default);
        await core.Get<PeopleService>().ChangeAsync(ada.UserId, null, disabled: true, PeopleHost.Admin, default);

        await Assert.ThrowsAsync<NotFoundException>(() => core.Get<InvitationService>().AcceptAsync(link.Secret, null, PeopleHost.Password, default));
    }
}
