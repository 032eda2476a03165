using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

public sealed class RetrainingEndpointsTests
{
    [Fact]
    public async Task A_policy_is_read_changed_and_sent_back_as_it_came()
    {
        await using var factory = new AppFactory();
        using HttpClient client = factory.CreateAdminClient();
        await ServingHost.PromoteAsync(factory.Services, "shop", 1);

        JsonElement usual = await client.GetFromJsonAsync<JsonElement>("/api/retraining/shop");
        using HttpResponseMessage changed = await client.PutAsJsonAsync("/api/retraining/shop", new
        {
            enabled = true,
            triggers = new { drift = true, schedule = "0 6 * * 1" },
            data = "since_drift",
            gates = new { holdout_rows = 200, segments = new[] { "colour" } },
            then = "promote",
        });
        JsonElement stored = await changed.Content.ReadFromJsonAsync<JsonElement>();
        using HttpResponseMessage again = await client.PutAsJsonAsync("/api/retraining/shop", stored);

        Assert.Equal((false, "full", "register", true), (
            usual.GetProperty("enabled").GetBoolean(), usual.GetProperty("data").GetString(), usual.GetProperty("then").GetString(), usual.GetProperty("approval").GetBoolean()));
        Assert.Contains("off", usual.GetProperty("waits_for").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(("shop", "since_drift", 200, 0.95), (
            stored.GetProperty("model_name").GetString(),
            stored.GetProperty("data").GetString(),
            stored.GetProperty("gates").GetProperty("holdout_rows").GetInt32(),
            stored.GetProperty("triggers").GetProperty("quality_ratio").GetDouble()));
        Assert.Equal("0 of 400 labelled predictions: 200 to judge by, and 200 before them to learn from.", stored.GetProperty("waits_for").GetString());
        Assert.Equal(DayOfWeek.Monday, stored.GetProperty("next_scheduled_at").GetDateTimeOffset().DayOfWeek);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(
            stored.GetProperty("gates").ToString(), (await client.GetFromJsonAsync<JsonElement>("/api/retraining/shop")).GetProperty("gates").ToString());
    }

    [Theory]
    [InlineData("""{"enabled":true,"gates":{"confidence":95}}""", HttpStatusCode.BadRequest, "gates.confidence")]
    [InlineData("""{"enabled":true,"triggers":{"schedule":"whenever"}}""", HttpStatusCode.BadRequest, "triggers.schedule")]
    [InlineData("""{"enabled":true,"trigers":{}}""", HttpStatusCode.BadRequest, "trigers")]
    [InlineData("""{"enabled":true,"then":"blue_green"}""", HttpStatusCode.BadRequest, "then")]
    public async Task What_is_wrong_with_a_policy_is_told_with_its_field(string body, HttpStatusCode status, string field)
    {
        await using var factory = new AppFactory();
        using HttpClient client = factory.CreateAdminClient();
        await ServingHost.PromoteAsync(factory.Services, "shop", 1);

        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage refused = await client.PutAsync("/api/retraining/shop", content);

        Assert.Equal(status, refused.StatusCode);
        Assert.Contains(field, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False((await client.GetFromJsonAsync<JsonElement>("/api/retraining/shop")).GetProperty("enabled").GetBoolean());
    }

    [Fact]
    public async Task Starting_one_says_what_is_missing_and_unknown_names_are_not_found()
    {
        await using var factory = new AppFactory();
        using HttpClient client = factory.CreateAdminClient();
        await ServingHost.PromoteAsync(factory.Services, "shop", 1);

        using HttpResponseMessage early = await client.PostAsync("/api/retraining/shop/run", null);
        using HttpResponseMessage nobody = await client.GetAsync("/api/retraining/nobody");
        using HttpResponseMessage nothing = await client.PostAsync("/api/retraining/shop/decisions/none/approve", null);
        JsonElement decisions = await client.GetFromJsonAsync<JsonElement>("/api/retraining/shop/decisions");

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.NotFound, HttpStatusCode.NotFound), (early.StatusCode, nobody.StatusCode, nothing.StatusCode));
        Assert.Contains("0 of 700 labelled predictions", await early.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, decisions.GetProperty("items").GetArrayLength());
    }
}
