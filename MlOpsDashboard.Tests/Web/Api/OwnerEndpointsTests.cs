using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access.People;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

public sealed class OwnerEndpointsTests(RoleHost host) : IClassFixture<RoleHost>
{
    [Fact]
    public async Task With_owners_only_they_and_administrators_change_what_is_theirs()
    {
        await ServingHost.StageAsync(host.Services, "shop", 1);
        await ServingHost.StageAsync(host.Services, "other", 1);
        await host.Services.GetRequiredService<PeopleService>().CreateAsync("olga", "a lamp, a boat, a tree", UserRole.Approver, Actor.Program("test"), default);
        using HttpClient olga = await host.ClientAsync("olga", UserRole.Approver);
        using HttpClient bob = await host.ClientAsync("bob", UserRole.Approver);
        using HttpClient admin = await host.ClientAsync("root", UserRole.Administrator);

        (int unknown, JsonElement problem) = await RoleHost.SendAsync(bob, "PUT", "/api/models/shop/owners", new { owners = new[] { "olga", "nobody" } });
        (int set, _) = await RoleHost.SendAsync(bob, "PUT", "/api/models/shop/owners", new { owners = new[] { "olga" } });
        (int taken, JsonElement refused) = await RoleHost.SendAsync(bob, "PUT", "/api/models/shop/owners", new { owners = Array.Empty<string>() });
        (int policy, _) = await RoleHost.SendAsync(bob, "PUT", "/api/models/shop/policy", new { needs_staging = true });
        (int archived, _) = await RoleHost.SendAsync(bob, "PUT", "/api/models/shop:1/promote", new { stage = "archived" });
        (int deleted, _) = await RoleHost.SendAsync(bob, "DELETE", "/api/models/shop:1");
        (int promoted, _) = await RoleHost.SendAsync(bob, "PUT", "/api/models/shop:1/promote", new { stage = "production" });
        (int own, _) = await RoleHost.SendAsync(olga, "PUT", "/api/models/shop/policy", new { needs_staging = true });
        (_, JsonElement mine) = await RoleHost.SendAsync(olga, "GET", "/api/models?mine=true");
        (_, JsonElement his) = await RoleHost.SendAsync(bob, "GET", "/api/models?mine=true");
        (int freed, JsonElement nobody) = await RoleHost.SendAsync(admin, "PUT", "/api/models/shop/owners", new { owners = Array.Empty<string>() });

        Assert.Equal((400, 200), (unknown, set));
        Assert.Contains("'nobody'", problem.GetProperty("errors").GetProperty("owners")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal((403, 403, 403, 403, 200, 200, 200), (taken, policy, archived, deleted, promoted, own, freed));
        Assert.Contains("shop is owned by olga", refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("shop", Assert.Single(mine.GetProperty("items").EnumerateArray()).GetProperty("name").GetString());
        Assert.Empty(his.GetProperty("items").EnumerateArray());
        Assert.Empty(nobody.GetProperty("owners").EnumerateArray());
    }
}
