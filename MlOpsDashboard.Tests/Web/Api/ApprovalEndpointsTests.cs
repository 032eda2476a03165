using System.Text.Json;
using MlOpsDashboard.Core;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

public sealed class ApprovalEndpointsTests(RoleHost host) : IClassFixture<RoleHost>
{
    [Fact]
    public async Task One_asks_another_approves_and_the_history_names_both_and_the_request()
    {
        using HttpClient ada = await host.ClientAsync("ada", UserRole.DataScientist);
        using HttpClient bob = await host.ClientAsync("bob", UserRole.Approver);
        await ServingHost.PromoteAsync(host.Services, "first", 1);
        await ServingHost.StageAsync(host.Services, "first", 2);

        (int asked, JsonElement request) = await RoleHost.SendAsync(ada, "POST", "/api/approvals", new { model_id = "first:2", stage = "Production", comment = "more data" });
        string id = Text(request, "id");
        (int again, _) = await RoleHost.SendAsync(bob, "POST", "/api/approvals", new { model_id = "first:2" });
        (int own, _) = await RoleHost.SendAsync(ada, "POST", $"/api/approvals/{id}/approve", new { comment = "me" });
        (_, JsonElement waiting) = await RoleHost.SendAsync(bob, "GET", "/api/approvals?state=pending&model=first");
        (int approved, JsonElement decided) = await RoleHost.SendAsync(bob, "POST", $"/api/approvals/{id}/approve", new { comment = "good" });
        (int twice, JsonElement over) = await RoleHost.SendAsync(bob, "POST", $"/api/approvals/{id}/reject");
        (_, JsonElement model) = await RoleHost.SendAsync(ada, "GET", "/api/models/first");
        (_, JsonElement history) = await RoleHost.SendAsync(ada, "GET", "/api/models/first:2/history");

        Assert.Equal((201, 409, 403, 200, 409), (asked, again, own, approved, twice));
        Assert.Equal([id], waiting.GetProperty("items").EnumerateArray().Select(item => Text(item, "id")));
        Assert.Equal(("approved", "ada", "bob", "good"), (Text(decided, "state"), Text(decided, "requested_by"), Text(decided, "decided_by"), Text(decided, "reason")));
        Assert.Contains("is approved, by bob", Text(over, "detail"), StringComparison.Ordinal);
        Assert.Equal(2, model.GetProperty("production_version").GetInt32());
        JsonElement moved = history.GetProperty("items")[0];
        Assert.Equal(("production", "bob", "good", id), (Text(moved, "to_stage"), Text(moved, "by"), Text(moved, "comment"), Text(moved, "approval_id")));
        Assert.Equal(
            ["quality unknown", "answers passed", "signature passed", "drift unknown", "latency passed", "size passed"],
            decided.GetProperty("checklist").GetProperty("checks").EnumerateArray().Select(check => $"{Text(check, "name")} {Text(check, "outcome")}"));
        Assert.Equal(1, request.GetProperty("requested_checklist").GetProperty("production_version").GetInt32());
    }

    [Fact]
    public async Task A_policy_holds_every_door_to_production_and_says_what_would_be_right()
    {
        using HttpClient bob = await host.ClientAsync("bob", UserRole.Approver);
        using HttpClient sue = await host.ClientAsync("sue", UserRole.Approver);
        await ServingHost.PromoteAsync(host.Services, "held", 1);
        await ServingHost.PromoteAsync(host.Services, "held", 2);
        await ServingHost.StageAsync(host.Services, "held", 3);
        await RoleHost.SendAsync(bob, "PUT", "/api/models/held:3/promote", new { stage = "none" });
        (int set, JsonElement policy) = await RoleHost.SendAsync(bob, "PUT", "/api/models/held/policy", new { needs_staging = true, needs_approval = true, four_eyes = true });

        (int early, JsonElement unstaged) = await RoleHost.SendAsync(bob, "POST", "/api/approvals", new { model_id = "held:3" });
        await RoleHost.SendAsync(bob, "PUT", "/api/models/held:3/promote", new { stage = "staging" });
        (int direct, JsonElement promoted) = await RoleHost.SendAsync(bob, "PUT", "/api/models/held:3/promote", new { stage = "production" });
        (int moved, _) = await RoleHost.SendAsync(bob, "POST", "/api/models/transition", new { model_name = "held", version = "3", stage = "production" });
        (int deployed, _) = await RoleHost.SendAsync(bob, "POST", "/api/deploy", new { model_id = "held:3", strategy = "canary" });
        (_, JsonElement request) = await RoleHost.SendAsync(bob, "POST", "/api/approvals", new { model_id = "held:3" });
        (int own, JsonElement same) = await RoleHost.SendAsync(bob, "POST", $"/api/approvals/{Text(request, "id")}/approve");
        (int other, _) = await RoleHost.SendAsync(sue, "POST", $"/api/approvals/{Text(request, "id")}/approve");
        (int back, _) = await RoleHost.SendAsync(bob, "POST", "/api/deploy/rollback", new { model_name = "held" });

        Assert.Equal((200, true), (set, policy.GetProperty("four_eyes").GetBoolean()));
        Assert.Equal((409, 409, 409, 409), (early, direct, moved, deployed));
        Assert.Contains("move it to staging first", Text(unstaged, "detail"), StringComparison.Ordinal);
        Assert.Contains("POST /api/approvals", Text(promoted, "detail"), StringComparison.Ordinal);
        Assert.Equal((403, 200, 200), (own, other, back));
        Assert.Contains("wants somebody else to approve", Text(same, "detail"), StringComparison.Ordinal);
        (_, JsonElement model) = await RoleHost.SendAsync(bob, "GET", "/api/models/held");
        Assert.Equal(2, model.GetProperty("production_version").GetInt32());
    }

    [Fact]
    public async Task A_request_ends_by_a_no_by_being_taken_back_and_by_what_happens_to_its_version()
    {
        using HttpClient ada = await host.ClientAsync("ada", UserRole.DataScientist);
        using HttpClient eve = await host.ClientAsync("eve", UserRole.DataScientist);
        using HttpClient bob = await host.ClientAsync("bob", UserRole.Approver);
        await ServingHost.StageAsync(host.Services, "ended", 1);
        string first = await AskAsync(ada, "ended:1");
        (int foreign, _) = await RoleHost.SendAsync(eve, "POST", $"/api/approvals/{first}/withdraw");
        (_, JsonElement withdrawn) = await RoleHost.SendAsync(ada, "POST", $"/api/approvals/{first}/withdraw", new { comment = "a mistake" });
        string second = await AskAsync(ada, "ended:1");
        (_, JsonElement rejected) = await RoleHost.SendAsync(bob, "POST", $"/api/approvals/{second}/reject", new { comment = "not yet" });
        string third = await AskAsync(ada, "ended:1");
        await RoleHost.SendAsync(ada, "PUT", "/api/models/ended:1/promote", new { stage = "archived" });
        (_, JsonElement outdated) = await RoleHost.SendAsync(ada, "GET", $"/api/approvals/{third}");
        (int archived, _) = await RoleHost.SendAsync(ada, "POST", "/api/approvals", new { model_id = "ended:1" });

        Assert.Equal(403, foreign);
        Assert.Equal(("withdrawn", "a mistake"), (Text(withdrawn, "state"), Text(withdrawn, "reason")));
        Assert.Equal(("rejected", "bob", "not yet"), (Text(rejected, "state"), Text(rejected, "decided_by"), Text(rejected, "reason")));
        Assert.Equal(("outdated", "ended:1 was archived by ada."), (Text(outdated, "state"), Text(outdated, "reason")));
        Assert.Equal(409, archived);
    }

    [Fact]
    public async Task What_is_no_request_is_refused_with_the_field()
    {
        using HttpClient ada = await host.ClientAsync("ada", UserRole.DataScientist);
        await ServingHost.StageAsync(host.Services, "odd", 1);

        (int nameless, _) = await RoleHost.SendAsync(ada, "POST", "/api/approvals", new { comment = "x" });
        (int staging, JsonElement stage) = await RoleHost.SendAsync(ada, "POST", "/api/approvals", new { model_id = "odd:1", stage = "staging" });
        (int nobody, _) = await RoleHost.SendAsync(ada, "POST", "/api/approvals", new { model_id = "odd:7" });
        (int gone, _) = await RoleHost.SendAsync(ada, "GET", "/api/approvals/none");
        (int word, _) = await RoleHost.SendAsync(ada, "GET", "/api/approvals?state=waiting");
        (int policy, _) = await RoleHost.SendAsync(ada, "PUT", "/api/models/odd/policy", new { needs_approval = true });

        Assert.Equal((400, 400, 404, 404, 400, 403), (nameless, staging, nobody, gone, word, policy));
        Assert.True(stage.GetProperty("errors").TryGetProperty("stage", out _));
    }

    private static async Task<string> AskAsync(HttpClient client, string modelId)
    {
        (int status, JsonElement request) = await RoleHost.SendAsync(client, "POST", "/api/approvals", new { model_id = modelId });
        Assert.Equal(201, status);
        return Text(request, "id");
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
