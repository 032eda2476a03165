using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core.Monitoring.Rollups;
using MlOpsDashboard.Core.Monitoring.Traffic;
using MlOpsDashboard.Core.Statistics.Sketches;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

public sealed class MonitoringEndpointsTests
{
    [Fact]
    public async Task Metrics_give_totals_and_a_series_by_version()
    {
        using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();
        DateTimeOffset minute = TimeProvider.System.GetUtcNow().AddMinutes(-10);
        minute = new DateTimeOffset(minute.Ticks - (minute.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        var durations = new DurationHistogram();
        durations.Record(0.001);
        durations.Record(0.003);
        var slice = new TrafficSlice(new TrafficKey("shop", 2, "production"), 2, 1, 1, 0.004, durations);
        await app.Services.GetRequiredService<RollupStore>().AddAsync([TrafficRollup.Of(RollupStep.Minute, minute, "a", slice)], [], default);

        JsonElement reply = await client.GetFromJsonAsync<JsonElement>("/api/monitoring/metrics?model=shop&hours=1");

        Assert.Equal("shop", reply.GetProperty("model").GetString());
        Assert.Equal(60, reply.GetProperty("step_seconds").GetDouble());
        Assert.Equal(4, reply.GetProperty("total").GetProperty("requests").GetInt64());
        JsonElement version = reply.GetProperty("versions").EnumerateArray().Single();
        Assert.Equal(2, version.GetProperty("model_version").GetInt32());
        Assert.Equal(0.25, version.GetProperty("error_rate").GetDouble());
        Assert.Equal(2, version.GetProperty("latency_ms").GetProperty("mean").GetDouble(), 9);
        JsonElement point = version.GetProperty("series").EnumerateArray().Single();
        Assert.Equal(minute, point.GetProperty("at").GetDateTimeOffset());
        Assert.Equal(1, point.GetProperty("rejected").GetInt64());
    }

    [Fact]
    public async Task System_tells_the_last_second()
    {
        using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();
        JsonElement now = default;
        await Wait.UntilAsync(async () =>
        {
            now = (await client.GetFromJsonAsync<JsonElement>("/api/monitoring/system")).GetProperty("now");
            return now.ValueKind == JsonValueKind.Object;
        });

        Assert.True(now.GetProperty("system").GetProperty("database_bytes").GetInt64() > 0);
    }

    [Theory]
    [InlineData("hours=0", "hours")]
    [InlineData("hours=NaN", "hours")]
    [InlineData("hours=1e9", "hours")]
    [InlineData("hours=1&from=2026-01-01", "hours")]
    [InlineData("from=2026-01-02Z&to=2026-01-01Z", "from")]
    [InlineData("points=0", "points")]
    public async Task A_range_that_is_none_is_told_by_its_field(string query, string field)
    {
        using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();

        using HttpResponseMessage response = await client.GetAsync(new Uri("/api/monitoring/metrics?" + query, UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        JsonElement problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.GetRawText());
    }
}
