using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access;
using MlOpsDashboard.Core.Access.People;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Access.People;

public sealed class PasswordSignInTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Name_in_any_case_and_the_right_password_let_in()
    {
        await using CoreHost core = await PeopleHost.StartAsync(_clock);
        User ada = await PeopleHost.MakeAsync(core, "Ada", UserRole.Approver);

        User? let = await SignInAsync(core, " aDA ", PeopleHost.Password);

        Assert.Equal((ada.UserId, "Ada", UserRole.Approver, _clock.GetUtcNow()), (let?.UserId, let?.Name, let?.Role, let?.SignedInAt));
        Assert.Null(await SignInAsync(core, "ada", PeopleHost.Password.ToUpperInvariant()));
        Assert.Null(await SignInAsync(core, "ada", ""));
        Assert.Null(await SignInAsync(core, "nobody", PeopleHost.Password));
        Assert.Equal(["root user.created", "Ada user.signed_in"], await PeopleHost.ActionsAsync(core));
    }

    [Fact]
    public async Task Five_wrong_passwords_keep_the_right_one_out_for_fifteen_minutes()
    {
        await using CoreHost core = await PeopleHost.StartAsync(_clock);
        await PeopleHost.MakeAsync(core, "ada", UserRole.Viewer);
        await PeopleHost.MakeAsync(core, "bob", UserRole.Viewer);
        for (int i = 0; i < PasswordSignIn.MostTries; i++)
        {
            Assert.Null(await SignInAsync(core, "ada", "wrong"));
        }

        Assert.Null(await SignInAsync(core, "ada", PeopleHost.Password));
        Assert.NotNull(await SignInAsync(core, "bob", PeopleHost.Password));
        _clock.Advance(PasswordSignIn.Lockout - TimeSpan.FromSeconds(1));
        Assert.Null(await SignInAsync(core, "ada", PeopleHost.Password));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(await SignInAsync(core, "ada", PeopleHost.Password));
        Assert.Single(await PeopleHost.ActionsAsync(core), "ada user.locked_out");
    }

    [Fact]
    public async Task The_right_password_at_the_fifth_try_lets_in_and_counts_anew()
    {
        await using CoreHost core = await PeopleHost.StartAsync(_clock);
        await PeopleHost.MakeAsync(core, "ada", UserRole.Viewer);
        for (int round = 0; round < 2; round++)
        {
            for (int i = 1; i < PasswordSignIn.MostTries; i++)
            {
                Assert.Null(await SignInAsync(core, "ada", "wrong"));
            }

            Assert.NotNull(await SignInAsync(core, "ada", PeopleHost.Password));
        }
    }

    [Fact]
    public async Task Tries_that_come_at_once_are_not_more_than_five()
    {
        await using CoreHost core = await PeopleHost.StartAsync(_clock);
        User ada = await PeopleHost.MakeAsync(core, "ada", UserRole.Viewer);

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => SignInAsync(core, "ada", "wrong"))));

        User locked = await core.Get<PeopleService>().GetAsync(ada.UserId, default);
        Assert.Equal((PasswordSignIn.MostTries, _clock.GetUtcNow() + PasswordSignIn.Lockout), (locked.FailedTries, locked.LockedUntil));
    }

    [Fact]
    public async Task Nobody_gets_in_who_is_disabled_or_has_no_password()
    {
        await using CoreHost core = await PeopleHost.StartAsync(_clock);
        User ada = await PeopleHost.MakeAsync(core, "ada", UserRole.Viewer);
        User admin = await core.Get<UserService>().SignInAdministratorAsync(default);
        await core.Get<PeopleService>().ChangeAsync(ada.UserId, null, disabled: true, PeopleHost.Admin, default);

        Assert.Null(await SignInAsync(core, "ada", PeopleHost.Password));
        Assert.Null(await SignInAsync(core, admin.Name, ""));
        Assert.Null(await SignInAsync(core, admin.Name, "anything at all"));
    }

    private static Task<User?> SignInAsync(CoreHost core, string name, string password) => core.Get<PasswordSignIn>().SignInAsync(name, password, default);
}
