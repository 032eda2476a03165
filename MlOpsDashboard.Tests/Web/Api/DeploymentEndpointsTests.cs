using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

public sealed class DeploymentEndpointsTests
{
    [Fact]
    public async Task A_canary_warms_up_takes_its_share_and_is_steered_to_its_end()
    {
        await using var factory = new AppFactory();
        using HttpClient client = factory.CreateAdminClient();
        await ServingHost.PromoteAsync(factory.Services, "shop", 1);
        await ServingHost.StageAsync(factory.Services, "shop", 2);

        using HttpResponseMessage asked = await client.PostAsJsonAsync(
            "/api/deploy", new { model_id = "shop:2", strategy = "canary", canary = new { steps = new[] { 40, 100 }, step_seconds = 3600 }, comment = "spring" });
        string id = (await asked.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        JsonElement running = await StatusAsync(client, status => Text(status, "rollout", "state") == "running");
        for (int i = 0; i < 40; i++)
        {
            using HttpResponseMessage answer = await client.PostAsync("/api/predict", Json($$"""{"model_name":"shop","features":{{ServingHost.Row}},"routing_key":"c{{i.ToString(CultureInfo.InvariantCulture)}}"}"""));
            answer.EnsureSuccessStatusCode();
        }

        JsonElement counted = await StatusAsync(client, status => status.GetProperty("rollout").GetProperty("candidate_requests").GetInt64() + status.GetProperty("rollout").GetProperty("stable_requests").GetInt64() == 40);
        using HttpResponseMessage paused = await client.PostAsync($"/api/deploy/{id}/pause", null);
        using HttpResponseMessage again = await client.PostAsync($"/api/deploy/{id}/pause", null);
        using HttpResponseMessage resumed = await client.PostAsync($"/api/deploy/{id}/resume", null);
        using HttpResponseMessage advanced = await client.PostAsync($"/api/deploy/{id}/advance", null);
        JsonElement done = await client.GetFromJsonAsync<JsonElement>("/api/deploy/status?model=shop");

        Assert.Equal((HttpStatusCode.Accepted, "/api/deploy/status?model=shop"), (asked.StatusCode, asked.Headers.Location?.ToString()));
        Assert.Equal((60.0, 40.0, "candidate"), (
            running.GetProperty("traffic")[0].GetProperty("share").GetDouble(),
            running.GetProperty("traffic")[1].GetProperty("share").GetDouble(),
            running.GetProperty("traffic")[1].GetProperty("role").GetString()));
        Assert.InRange(counted.GetProperty("traffic")[1].GetProperty("observed_share").GetDouble(), 10, 80);
        Assert.Contains("error_rate", counted.GetProperty("rollout").GetProperty("gates").EnumerateArray().Select(gate => gate.GetProperty("name").GetString()));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.OK, HttpStatusCode.OK), (paused.StatusCode, again.StatusCode, resumed.StatusCode, advanced.StatusCode));
        Assert.Equal(JsonValueKind.Null, done.GetProperty("rollout").ValueKind);
        Assert.Equal(("completed", "spring"), (Text(done.GetProperty("history")[0], "state"), Text(done.GetProperty("history")[0], "comment")));
        Assert.Equal(2, done.GetProperty("traffic")[0].GetProperty("version").GetInt32());
    }

    [Theory]
    [InlineData("""{"model_id":"shop:2"}""", HttpStatusCode.BadRequest, "strategy")]
    [InlineData("""{"strategy":"direct"}""", HttpStatusCode.BadRequest, "model_id")]
    [InlineData("""{"model_id":"shop:2","strategy":"big_bang"}""", HttpStatusCode.BadRequest, "strategy")]
    [InlineData("""{"model_id":"shop:2","strategy":"canary","canary":{"steps":[50,25,100]}}""", HttpStatusCode.BadRequest, "canary.steps")]
    [InlineData("""{"model_id":"shop:2","strategy":"canary","canary":{"steps":[5,50]}}""", HttpStatusCode.BadRequest, "must be 100")]
    [InlineData("""{"model_id":"shop:2","strategy":"canary","canary":{"max_error_rate":1.5}}""", HttpStatusCode.BadRequest, "canary.max_error_rate")]
    [InlineData("""{"model_id":"shop:2","strategy":"canary","canary":{"stepz":[100]}}""", HttpStatusCode.BadRequest, "stepz")]
    [InlineData("""{"model_id":"shop:1","strategy":"canary"}""", HttpStatusCode.Conflict, "in production already")]
    [InlineData("""{"model_id":"shop:9","strategy":"canary"}""", HttpStatusCode.NotFound, "shop:9")]
    public async Task What_is_wrong_is_told_with_its_field_or_reason(string body, HttpStatusCode status, string words)
    {
        await using var factory = new AppFactory();
        using HttpClient client = factory.CreateAdminClient();
        await ServingHost.PromoteAsync(factory.Services, "shop", 1);
        await ServingHost.StageAsync(factory.Services, "shop", 2);

        using HttpResponseMessage refused = await client.PostAsync("/api/deploy", Json(body));

        Assert.Equal(status, refused.StatusCode);
        Assert.Contains(words, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_direct_roll_out_completes_and_a_rollback_brings_the_former_version_back()
    {
        await using var factory = new AppFactory();
        using HttpClient client = factory.CreateAdminClient();
        await ServingHost.PromoteAsync(factory.Services, "shop", 1);
        await ServingHost.StageAsync(factory.Services, "shop", 2);

        using HttpResponseMessage none = await client.PostAsync("/api/deploy/rollback", Json("""{"model_name":"shop"}"""));
        using HttpResponseMessage nameless = await client.PostAsync("/api/deploy/rollback", Json("{}"));
        using HttpResponseMessage asked = await client.PostAsJsonAsync("/api/deploy", new { model_id = "shop:2", strategy = "direct" });
        await StatusAsync(client, status => status.GetProperty("traffic")[0].GetProperty("version").GetInt32() == 2 && status.GetProperty("rollout").ValueKind == JsonValueKind.Null);
        using HttpResponseMessage back = await client.PostAsync("/api/deploy/rollback", Json("""{"model_name":"shop","to_version":null,"comment":"worse"}"""));
        JsonElement status = await client.GetFromJsonAsync<JsonElement>("/api/deploy/status?model=shop");
        using HttpResponseMessage nobody = await client.GetAsync("/api/deploy/status?model=nobody");
        using HttpResponseMessage unnamed = await client.GetAsync("/api/deploy/status");
        using HttpResponseMessage unknown = await client.PostAsync("/api/deploy/none/abort", null);

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.BadRequest, HttpStatusCode.Accepted, HttpStatusCode.OK), (none.StatusCode, nameless.StatusCode, asked.StatusCode, back.StatusCode));
        Assert.Equal(1, status.GetProperty("traffic")[0].GetProperty("version").GetInt32());
        Assert.Equal(["Rolled back from shop:2.", null], status.GetProperty("history").EnumerateArray().Select(one => Text(one, "reason")));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.BadRequest, HttpStatusCode.NotFound), (nobody.StatusCode, unnamed.StatusCode, unknown.StatusCode));
    }

    [Fact]
    public async Task A_shadow_answers_in_the_background_and_callers_see_nothing_of_it()
    {
        await using var factory = new AppFactory();
        using HttpClient client = factory.CreateAdminClient();
        await ServingHost.PromoteAsync(factory.Services, "shop", 1);
        await ServingHost.StageAsync(factory.Services, "shop", 2);
        using HttpResponseMessage asked = await client.PostAsJsonAsync("/api/deploy", new { model_id = "shop:2", strategy = "shadow" });
        await StatusAsync(client, status => Text(status, "rollout", "state") == "running");

        for (int i = 0; i < 10; i++)
        {
            using HttpResponseMessage answered = await client.PostAsync("/api/predict", Json($$"""{"model_name":"shop","features":{{ServingHost.Row}}}"""));
            JsonElement answer = await answered.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal((1, "production"), (answer.GetProperty("model_version").GetInt32(), answer.GetProperty("route").GetString()));
        }

        JsonElement compared = await StatusAsync(client, status => status.GetProperty("rollout").GetProperty("candidate_requests").GetInt64() == 10);
        JsonElement listed = await client.GetFromJsonAsync<JsonElement>("/api/predictions?model=shop");

        Assert.Equal("shadow", Text(compared.GetProperty("traffic")[1], "role"));
        Assert.Equal(1, compared.GetProperty("rollout").GetProperty("gates").EnumerateArray().Single(gate => Text(gate, "name") == "agreement").GetProperty("value").GetDouble());
        Assert.Equal(10, listed.GetProperty("items").GetArrayLength());
    }

    private static async Task<JsonElement> StatusAsync(HttpClient client, Func<JsonElement, bool> until)
    {
        JsonElement status = default;
        await Wait.UntilAsync(async () =>
        {
            status = await client.GetFromJsonAsync<JsonElement>("/api/deploy/status?model=shop");
            return until(status);
        });
        return status;
    }

    private static string? Text(JsonElement element, params string[] path)
    {
        foreach (string name in path)
        {
            element = element.ValueKind == JsonValueKind.Object ? element.GetProperty(name) : default;
        }

        return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
