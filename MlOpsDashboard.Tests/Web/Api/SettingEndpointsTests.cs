using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

public sealed class SettingEndpointsTests
{
    [Fact]
    public async Task Retention_is_told_changed_and_returned_to_the_configuration()
    {
        using var app = new AppFactory(("Serving:KeepPredictionsForDays", "30"));
        using HttpClient client = app.CreateAdminClient();

        JsonElement configured = await client.GetFromJsonAsync<JsonElement>("/api/settings/retention");
        JsonElement changed = await ChangeAsync(client, 90);
        JsonElement back = await ChangeAsync(client, null);

        Assert.Equal((30, JsonValueKind.Null), (configured.GetProperty("days").GetInt32(), configured.GetProperty("changed_by").ValueKind));
        Assert.Equal((90, "bootstrap"), (changed.GetProperty("days").GetInt32(), changed.GetProperty("changed_by").GetString()));
        Assert.Equal(configured.ToString(), back.ToString());
    }

    [Fact]
    public async Task Days_that_are_none_are_refused_by_name()
    {
        using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();

        using HttpResponseMessage reply = await client.PutAsJsonAsync("/api/settings/retention", new { days = 40_000 });

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Contains("days must be from 0 (for ever) to 36500, not 40000", await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> ChangeAsync(HttpClient client, int? days)
    {
        using HttpResponseMessage reply = await client.PutAsJsonAsync("/api/settings/retention", new { days });
        reply.EnsureSuccessStatusCode();
        return await reply.Content.ReadFromJsonAsync<JsonElement>();
    }
}
