using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access;
using MlOpsDashboard.Core.Access.People;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

public sealed class AccountEndpointsTests(RoleHost host) : IClassFixture<RoleHost>
{
    private const string Former = "a lamp, a boat, a tree";
    private const string Next = "nine birds on a wire";

    [Fact]
    public async Task A_new_password_takes_the_former_one_and_ends_all_other_sessions()
    {
        User sue = await MakeAsync("sue");
        using HttpClient here = await SignInAsync("sue", Former);
        using HttpClient there = await SignInAsync("sue", Former);

        (int wrong, JsonElement problem) = await RoleHost.SendAsync(here, "PUT", "/api/account/password", new { former_password = "not this one at all", password = Next });
        (int common, _) = await RoleHost.SendAsync(here, "PUT", "/api/account/password", new { former_password = Former, password = "password1234" });
        (int same, _) = await RoleHost.SendAsync(here, "PUT", "/api/account/password", new { former_password = Former, password = Former });
        (int changed, _) = await RoleHost.SendAsync(here, "PUT", "/api/account/password", new { former_password = Former, password = Next });
        (int stays, _) = await RoleHost.SendAsync(here, "GET", "/api/models");
        (int ended, _) = await RoleHost.SendAsync(there, "GET", "/api/models");

        Assert.Equal((400, 400, 400, 204, 200, 401), (wrong, common, same, changed, stays, ended));
        Assert.True(problem.GetProperty("errors").TryGetProperty("former_password", out _));
        var signIn = host.Services.GetRequiredService<PasswordSignIn>();
        Assert.Null(await signIn.SignInAsync("sue", Former, default));
        Assert.Equal(sue.UserId, (await signIn.SignInAsync("sue", Next, default))!.UserId);
    }

    [Fact]
    public async Task Wrong_passwords_lock_out_here_as_at_the_sign_in()
    {
        await MakeAsync("eve");
        using HttpClient eve = await SignInAsync("eve", Former);
        for (int i = 0; i < PasswordSignIn.MostTries; i++)
        {
            await RoleHost.SendAsync(eve, "PUT", "/api/account/password", new { former_password = "a guess, and another", password = Next });
        }

        (int right, _) = await RoleHost.SendAsync(eve, "PUT", "/api/account/password", new { former_password = Former, password = Next });

        Assert.Equal(400, right);
        Assert.Null(await host.Services.GetRequiredService<PasswordSignIn>().SignInAsync("eve", Former, default));
    }

    [Fact]
    public async Task An_API_key_has_no_password()
    {
        using HttpClient key = await host.ClientAsync("nightly", UserRole.DataScientist);

        (int status, _) = await RoleHost.SendAsync(key, "PUT", "/api/account/password", new { former_password = Former, password = Next });

        Assert.Equal(409, status);
    }

    private Task<User> MakeAsync(string name) =>
        host.Services.GetRequiredService<PeopleService>().CreateAsync(name, Former, UserRole.Viewer, Actor.Of("ada", UserRole.Administrator), default);

    private async Task<HttpClient> SignInAsync(string name, string password)
    {
        HttpClient client = host.App.CreateClient(new() { AllowAutoRedirect = false });
        using HttpResponseMessage reply = await client.PostAsync("/signin", new FormUrlEncodedContent(new Dictionary<string, string> { ["name"] = name, ["password"] = password }));
        Assert.Equal(HttpStatusCode.Redirect, reply.StatusCode);
        return client;
    }
}
