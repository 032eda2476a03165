using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

public sealed class AlertEndpointsTests : IAsyncLifetime, IDisposable
{
    private const string Rules = "/api/monitoring/alerts";

    private static readonly (string Field, object? Value, string Named, string Words)[] s_refusals =
    [
        ("metric", "acuracy", "metric", "must be one of quality_ratio"),
        ("metric", null, "metric", "must be one of"),
        ("metric", "rmse", "metric", "shop predicts classes"),
        ("operator", "!=", "operator", ">, >=, < or <="),
        ("threshold", null, "threshold", "is needed"),
        ("threshold", 85, "threshold", "85 % is 0.85"),
        ("threshold", -0.1, "threshold", "from 0 to 1"),
        ("threshold", 1, "threshold", "would never fire"),
        ("clear_threshold", 0.3, "clear_threshold", "must not be above threshold"),
        ("window_seconds", 5, "window_seconds", "from 60 to"),
        ("for_seconds", -1, "for_seconds", "from 0 to"),
        ("min_rows", -1, "min_rows", "from 0 to"),
        ("severity", "loud", "severity", "info, warning or critical"),
        ("severity", "1", "severity", "info, warning or critical"),
        ("name", " ", "name", "is needed"),
        ("model_name", "nobody", "model_name", "no registered model nobody"),
        ("channels", new[] { "nowhere" }, "channels", "There is no channel nowhere"),
        ("treshold", 0.1, "treshold", ""),
    ];

    private readonly AppFactory _app = new();
    private HttpClient _client = null!;

    [Fact]
    public async Task A_rule_is_made_read_changed_silenced_and_deleted()
    {
        using HttpResponseMessage made = await _client.PostAsJsonAsync(Rules, Form());
        JsonElement rule = await made.Content.ReadFromJsonAsync<JsonElement>();
        string address = made.Headers.Location!.OriginalString;
        using HttpResponseMessage changed = await _client.PatchAsJsonAsync(
            address, new Dictionary<string, object?> { ["threshold"] = 0.2, ["owner"] = "ops", ["silenced_until"] = "2099-01-01T00:00:00Z", ["model_name"] = null });
        JsonElement after = await changed.Content.ReadFromJsonAsync<JsonElement>();
        JsonElement read = await _client.GetFromJsonAsync<JsonElement>(address);
        JsonElement listed = await _client.GetFromJsonAsync<JsonElement>(Rules + "?limit=1");
        using HttpResponseMessage gone = await _client.DeleteAsync(address);

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(("inactive", 300, 0, 50, "warning", true), (
            Text(rule, "state"), Number(rule, "window_seconds"), Number(rule, "for_seconds"), Number(rule, "min_rows"), Text(rule, "severity"), rule.GetProperty("enabled").GetBoolean()));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(0.2, after.GetProperty("threshold").GetDouble());
        Assert.Equal(("ops", "2099-01-01T00:00:00Z", ">"), (Text(read, "owner"), Text(read, "silenced_until"), Text(read, "operator")));
        Assert.Equal(JsonValueKind.Null, read.GetProperty("model_name").ValueKind);
        Assert.NotEqual(JsonValueKind.Null, listed.GetProperty("next_cursor").ValueKind);
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync(address)).StatusCode);
        Page<AuditEvent> audit = await _app.Services.GetRequiredService<AuditLog>().ListAsync(
            new AuditQuery(SubjectKind: "alert_rule", SubjectId: Text(rule, "id")), new PageQuery(), default);
        Assert.Equal(["alert_rule.deleted", "alert_rule.changed", "alert_rule.created"], audit.Items.Select(item => item.Action));
    }

    [Fact]
    public async Task What_is_wrong_is_refused_with_its_field_and_nothing_is_saved()
    {
        int before = await CountAsync();
        foreach ((string field, object? value, string named, string words) in s_refusals)
        {
            Dictionary<string, object?> form = Form();
            form[field] = value;

            using HttpResponseMessage refused = await _client.PostAsJsonAsync(Rules, form);

            JsonElement problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
            Assert.True(refused.StatusCode == HttpStatusCode.BadRequest, $"{field} {value}: {refused.StatusCode} {problem}");
            Assert.Contains(words, problem.GetProperty("errors").GetProperty(named)[0].GetString(), StringComparison.Ordinal);
        }

        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task A_bad_change_changes_nothing()
    {
        JsonElement rule = (await _client.GetFromJsonAsync<JsonElement>(Rules)).GetProperty("items")[0];
        string address = $"{Rules}/{Text(rule, "id")}";

        using HttpResponseMessage refused = await _client.PatchAsJsonAsync(address, new { threshold = -1, name = "other" });
        using HttpResponseMessage unknown = await _client.PatchAsJsonAsync(address, new { treshold = 1 });
        using HttpResponseMessage nobody = await _client.PatchAsJsonAsync(Rules + "/none", new { threshold = 1 });

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.NotFound), (refused.StatusCode, unknown.StatusCode, nobody.StatusCode));
        Assert.Equal(Text(rule, "name"), Text(await _client.GetFromJsonAsync<JsonElement>(address), "name"));
    }

    [Fact]
    public async Task Events_are_a_list_like_the_others()
    {
        JsonElement events = await _client.GetFromJsonAsync<JsonElement>(Rules + "/events?model=shop&limit=5");
        using HttpResponseMessage foreign = await _client.GetAsync(Rules + "/events?cursor=abc");

        Assert.Equal(0, events.GetProperty("items").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, events.GetProperty("next_cursor").ValueKind);
        Assert.Equal(HttpStatusCode.BadRequest, foreign.StatusCode);
    }

    public async Task InitializeAsync()
    {
        _client = _app.CreateAdminClient();
        await ServingHost.PromoteAsync(_app.Services, "shop", 1);
    }

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _app.Dispose();

    private static Dictionary<string, object?> Form() => new()
    {
        ["name"] = "errors",
        ["model_name"] = "shop",
        ["metric"] = "error_rate",
        ["operator"] = ">",
        ["threshold"] = 0.1,
    };

    private async Task<int> CountAsync() => (await _client.GetFromJsonAsync<JsonElement>(Rules)).GetProperty("items").GetArrayLength();

    private static string? Text(JsonElement one, string name) => one.GetProperty(name).GetString();

    private static int Number(JsonElement one, string name) => one.GetProperty(name).GetInt32();
}
