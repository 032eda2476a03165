using System.Text.Json;
using MlOpsDashboard.Core;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

public sealed class AliasEndpointsTests(RoleHost host) : IClassFixture<RoleHost>
{
    [Fact]
    public async Task An_alias_stands_wherever_a_version_is_named_moves_and_goes_with_its_version()
    {
        using HttpClient ada = await host.ClientAsync("ada", UserRole.Approver);
        await ServingHost.PromoteAsync(host.Services, "shop", 1);
        await ServingHost.StageAsync(host.Services, "shop", 2);

        (int set, JsonElement first) = await RoleHost.SendAsync(ada, "PUT", "/api/models/shop/aliases/challenger", new { version = 2 });
        (_, JsonElement asked) = await RoleHost.SendAsync(ada, "POST", "/api/predict", new { model_id = "shop@challenger", features = new { x = 1.5, colour = "red" } });
        (_, JsonElement version) = await RoleHost.SendAsync(ada, "GET", "/api/models/shop@challenger");
        (int compared, _) = await RoleHost.SendAsync(ada, "GET", "/api/models/compare?ids=shop@challenger,shop:1");
        int artifact = await StatusAsync(ada, "/api/models/shop@challenger/artifact");
        (int promoted, _) = await RoleHost.SendAsync(ada, "PUT", "/api/models/shop@challenger/promote", new { stage = "production" });
        await RoleHost.SendAsync(ada, "PUT", "/api/models/shop/aliases/challenger", new { version = "1" });
        (_, JsonElement model) = await RoleHost.SendAsync(ada, "GET", "/api/models/shop");
        (int deleted, _) = await RoleHost.SendAsync(ada, "DELETE", "/api/models/shop:1");
        (int gone, JsonElement unknown) = await RoleHost.SendAsync(ada, "GET", "/api/models/shop@challenger");
        (_, JsonElement history) = await RoleHost.SendAsync(ada, "GET", "/api/models/shop/history");

        Assert.Equal((200, "shop:2"), (set, first.GetProperty("model_id").GetString()));
        Assert.Equal(2, asked.GetProperty("model_version").GetInt32());
        Assert.Equal(["challenger"], version.GetProperty("aliases").EnumerateArray().Select(alias => alias.GetString()));
        Assert.Equal((200, 200, 200, 204, 404), (compared, artifact, promoted, deleted, gone));
        Assert.Equal(1, model.GetProperty("aliases").GetProperty("challenger").GetInt32());
        Assert.Contains("shop has no alias challenger: it has none.", unknown.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            ["deleted 1", "alias_removed 1", "alias_set 1", "moved 2", "superseded 1", "alias_set 2"],
            history.GetProperty("items").EnumerateArray().Take(6).Select(one => $"{one.GetProperty("kind").GetString()} {one.GetProperty("model_id").GetString()![5..]}"));
    }

    [Theory]
    [InlineData("latest")]
    [InlineData("production")]
    [InlineData("3")]
    [InlineData("v3")]
    [InlineData("Champion")]
    [InlineData("two--words")]
    public async Task What_reads_as_a_stage_or_a_number_is_no_alias(string alias)
    {
        using HttpClient ada = await host.ClientAsync("ada", UserRole.DataScientist);

        (int status, JsonElement problem) = await RoleHost.SendAsync(ada, "PUT", $"/api/models/none/aliases/{alias}", new { version = 1 });

        Assert.Equal(400, status);
        Assert.True(problem.GetProperty("errors").TryGetProperty("alias", out _));
    }

    [Fact]
    public async Task An_unknown_alias_tells_those_that_there_are_and_is_not_taken_away()
    {
        using HttpClient ada = await host.ClientAsync("ada", UserRole.DataScientist);
        await ServingHost.StageAsync(host.Services, "named", 1);
        await RoleHost.SendAsync(ada, "PUT", "/api/models/named/aliases/champion", new { version = 1 });
        await RoleHost.SendAsync(ada, "PUT", "/api/models/named/aliases/best-so-far", new { version = 1 });

        (int asked, JsonElement problem) = await RoleHost.SendAsync(ada, "POST", "/api/predict", new { model_id = "named@other", features = new { x = 1.5, colour = "red" } });
        (int removed, _) = await RoleHost.SendAsync(ada, "DELETE", "/api/models/named/aliases/other");
        (int known, _) = await RoleHost.SendAsync(ada, "DELETE", "/api/models/named/aliases/champion");
        (_, JsonElement left) = await RoleHost.SendAsync(ada, "GET", "/api/models/named/aliases");
        (int missing, _) = await RoleHost.SendAsync(ada, "PUT", "/api/models/named/aliases/champion", new { version = 9 });

        Assert.Equal((404, 404, 204, 404), (asked, removed, known, missing));
        Assert.Contains("named has no alias other: it has best-so-far, champion.", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("best-so-far", Assert.Single(left.EnumerateArray()).GetProperty("alias").GetString());
    }

    [Fact]
    public async Task A_label_is_a_semantic_version_and_once_a_model()
    {
        using HttpClient ada = await host.ClientAsync("ada", UserRole.DataScientist);
        await ServingHost.StageAsync(host.Services, "labelled", 1);
        await ServingHost.StageAsync(host.Services, "labelled", 2);

        (int set, JsonElement first) = await RoleHost.SendAsync(ada, "PATCH", "/api/models/labelled:1", new { label = "1.2.0-rc.1+b7", description = "the first" });
        (int taken, _) = await RoleHost.SendAsync(ada, "PATCH", "/api/models/labelled:2", new { label = "1.2.0-rc.1+b7" });
        (int wrong, _) = await RoleHost.SendAsync(ada, "PATCH", "/api/models/labelled:2", new { label = "1.02.0" });
        (_, JsonElement none) = await RoleHost.SendAsync(ada, "PATCH", "/api/models/labelled:1", new { label = "" });
        (int free, _) = await RoleHost.SendAsync(ada, "PATCH", "/api/models/labelled:2", new { label = "1.2.0-rc.1+b7" });

        Assert.Equal((200, "1.2.0-rc.1+b7", "the first"), (set, first.GetProperty("label").GetString(), first.GetProperty("description").GetString()));
        Assert.Equal((409, 400, 200), (taken, wrong, free));
        Assert.Equal(JsonValueKind.Null, none.GetProperty("label").ValueKind);
    }

    private static async Task<int> StatusAsync(HttpClient client, string address)
    {
        using HttpResponseMessage reply = await client.GetAsync(address);
        return (int)reply.StatusCode;
    }
}
