using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Access;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Access;

public sealed class BadKeyTests : IDisposable
{
    private static readonly IPAddress s_one = IPAddress.Parse("203.0.113.7");
    private static readonly IPAddress s_other = IPAddress.Parse("203.0.113.8");
    private readonly FakeTimeProvider _clock = new();
    private readonly RecordedLog _log = new();
    private readonly LoggerFactory _loggers;

    public BadKeyTests() => _loggers = new LoggerFactory([_log]);

    [Fact]
    public async Task A_flood_is_told_to_wait_and_writes_one_line_while_a_key_that_works_is_let_in()
    {
        using var app = new AppFactory();
        using HttpClient client = app.CreateClient();
        client.DefaultRequestHeaders.Add("X-API-Key", "mlops_wrong");
        using HttpClient good = app.CreateAdminClient();
        var met = new List<HttpStatusCode>();
        for (int i = 0; i < 2 * BadKeys.Allowed; i++)
        {
            using HttpResponseMessage reply = await client.GetAsync("/api/models");
            met.Add(reply.StatusCode);
            Assert.Equal("application/problem+json", reply.Content.Headers.ContentType!.MediaType);
            Assert.Equal(reply.StatusCode == HttpStatusCode.TooManyRequests, reply.Headers.RetryAfter?.Delta is { TotalSeconds: > 0 and <= 60 });
        }

        Assert.Equal(Enumerable.Repeat(HttpStatusCode.Unauthorized, BadKeys.Allowed), met.Take(BadKeys.Allowed));
        Assert.All(met.Skip(BadKeys.Allowed), status => Assert.Equal(HttpStatusCode.TooManyRequests, status));
        using HttpResponseMessage let = await good.GetAsync("/api/models");
        Assert.Equal(HttpStatusCode.OK, let.StatusCode);
        Assert.Single(app.Log.From(LogLevel.Information), line => line.Contains("Access", StringComparison.Ordinal) && line.Contains("API key", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_minute_is_summed_up_by_address()
    {
        using BadKeys bad = Make();
        for (int i = 0; i < 6_300; i++)
        {
            bad.Add(s_one);
        }

        bad.Add(s_other);
        bad.SumUp();
        Assert.Equal(2, _log.From(LogLevel.Warning).Count);
        _clock.Advance(TimeSpan.FromMinutes(1));
        bad.SumUp();
        bad.SumUp();

        Assert.Equal(3, _log.From(LogLevel.Warning).Count);
        Assert.Contains("6300 requests from 203.0.113.7 carried API keys or passwords that do not work", _log.From(LogLevel.Warning)[2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_minute_begins_anew()
    {
        using BadKeys bad = Make();
        for (int i = 0; i < BadKeys.Allowed; i++)
        {
            Assert.Null(bad.Add(s_one));
        }

        _clock.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(TimeSpan.FromSeconds(20), bad.Add(s_one));
        Assert.Null(bad.Add(s_other));
        _clock.Advance(TimeSpan.FromSeconds(20));
        bad.SumUp();

        Assert.Null(bad.Add(s_one));
    }

    [Fact]
    public void Addresses_of_one_network_of_the_sixth_version_are_one()
    {
        using BadKeys bad = Make();
        for (int i = 0; i < BadKeys.Allowed; i++)
        {
            Assert.Null(bad.Add(IPAddress.Parse($"2001:db8::{i:x}")));
        }

        Assert.NotNull(bad.Add(IPAddress.Parse("2001:db8::ffff")));
        Assert.Null(bad.Add(IPAddress.Parse("2001:db8:1::1")));
    }

    public void Dispose()
    {
        _loggers.Dispose();
        _log.Dispose();
    }

    private BadKeys Make() => new(_clock, _loggers.CreateLogger<BadKeys>());
}
