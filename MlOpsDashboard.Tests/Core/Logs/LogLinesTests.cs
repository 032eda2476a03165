using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using MlOpsDashboard.Core.Logs;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Logs;

/// <summary>What a logger is given becomes a line with all that surrounds it, in memory and on the console alike.</summary>
public sealed partial class LogLinesTests
{
    [Fact]
    public async Task A_line_carries_trace_request_job_values_and_exception()
    {
        await using CoreHost core = await CoreHost.StartAsync(services => services.AddLogs());
        ILogger logger = core.Get<ILoggerFactory>().CreateLogger("Shop.Checkout");
        using var activity = new Activity("request");
        activity.SetIdFormat(ActivityIdFormat.W3C).Start();

        using (logger.BeginScope(new Dictionary<string, object?> { ["RequestId"] = "0HN:7", ["RequestPath"] = "/api/x", ["Token"] = "hush" }))
        using (logger.BeginJob("job-1"))
        {
            Sold(logger, new InvalidOperationException("Password=open"), 3, "ada");
        }

        LogRecord line = core.Get<RecentLogs>().Find(new LogFilter { Category = "Shop" }, 10).Single();
        Assert.Equal(("3 things sold to ada", LogLevel.Error, "Shop.Checkout", "Sold"), (line.Message, line.Level, line.Category, line.Event));
        Assert.Equal((activity.TraceId.ToHexString(), activity.SpanId.ToHexString()), (line.TraceId, line.SpanId));
        Assert.Equal(("0HN:7", "job-1"), (line.RequestId, line.JobId));
        Assert.Equal(
            [new("Count", "3"), new("Buyer", "ada"), new("RequestPath", "/api/x"), new("Token", "***")],
            line.Values);
        Assert.Contains("Password=***", line.Exception!, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_is_one_object_a_line_with_the_same_fields()
    {
        using ServiceProvider services = new ServiceCollection().AddSingleton(TimeProvider.System).AddLogs().BuildServiceProvider();
        ConsoleFormatter formatter = services.GetServices<ConsoleFormatter>().Single();
        using var text = new StringWriter();
        var entry = new LogEntry<string>(
            LogLevel.Warning, "Shop", new EventId(4, "Late"), "two\nlines", new TimeoutException("slow"), (state, _) => state);

        formatter.Write(entry, null, text);

        string line = Assert.Single(text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        JsonElement json = JsonElement.Parse(line);
        Assert.Equal("warning", json.GetProperty("level").GetString());
        Assert.Equal("Shop", json.GetProperty("category").GetString());
        Assert.Equal("Late", json.GetProperty("event").GetString());
        Assert.Equal("two\nlines", json.GetProperty("message").GetString());
        Assert.Contains("slow", json.GetProperty("exception").GetString()!, StringComparison.Ordinal);
        Assert.Equal(DateTimeKind.Utc, json.GetProperty("at").GetDateTime().Kind);
        Assert.False(json.TryGetProperty("job_id", out _));
    }

    [Fact]
    public async Task A_line_without_end_is_cut()
    {
        await using CoreHost core = await CoreHost.StartAsync(services => services.AddLogs());
        ILogger logger = core.Get<ILoggerFactory>().CreateLogger("Long");
        Said(logger, new string('y', 100_000));

        LogRecord line = core.Get<RecentLogs>().Find(new LogFilter { Category = "Long" }, 1).Single();
        Assert.Equal((4_001, 1_001), (line.Message.Length, line.Values.Single().Value.Length));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} things sold to {Buyer}", EventName = "Sold")]
    private static partial void Sold(ILogger logger, Exception exception, int count, string buyer);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Words}")]
    private static partial void Said(ILogger logger, string words);
}
