using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Live;
using MlOpsDashboard.Core.Logs;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Logs;

public sealed class RecentLogsTests
{
    [Fact]
    public void The_oldest_line_goes_when_there_is_no_room()
    {
        RecentLogs logs = Make(100);
        for (int i = 1; i <= 250; i++)
        {
            logs.Add(Line($"line {i}"));
        }

        IReadOnlyList<LogRecord> all = logs.Find(new LogFilter(), 1000);
        Assert.Equal(100, logs.Count);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"line {250 - i}"), all.Select(line => line.Message));
        Assert.Equal(all.Select(line => line.Seq).OrderDescending(), all.Select(line => line.Seq));
    }

    [Fact]
    public void Long_lines_count_for_more_so_that_memory_is_bounded()
    {
        RecentLogs logs = Make(1_000_000);
        string stack = new('x', 1_000_000);
        for (int i = 0; i < 40; i++)
        {
            logs.Add(Line("failed") with { Exception = stack });
        }

        Assert.InRange(logs.Count, 1, 16);
    }

    [Fact]
    public void A_page_goes_on_where_the_last_one_ended_though_lines_come()
    {
        RecentLogs logs = Make(100);
        foreach (int i in Enumerable.Range(1, 6))
        {
            logs.Add(Line($"{i}"));
        }

        IReadOnlyList<LogRecord> first = logs.Find(new LogFilter(), 2);
        logs.Add(Line("meanwhile"));
        IReadOnlyList<LogRecord> second = logs.Find(new LogFilter(), 2, first[^1].Seq);

        Assert.Equal(["6", "5", "4", "3"], first.Concat(second).Select(line => line.Message));
        Assert.Equal(1, logs.CountOf(new LogFilter(), first[0].Seq));
    }

    [Fact]
    public void Each_part_of_a_filter_must_hold()
    {
        LogRecord line = Line("Training job has ended") with
        {
            Level = LogLevel.Warning,
            TraceId = "abc",
            RequestId = "0HN:1",
            JobId = "j1",
            Exception = "System.IO.IOException: disk full",
            Values = [new("State", "cancelled")],
        };

        Assert.All(
            new LogFilter[]
            {
                new(), new() { Level = LogLevel.Warning }, new() { Text = "JOB HAS" }, new() { Text = "disk full" }, new() { Text = "cancelled" },
                new() { Text = "0hn:1" }, new() { Trace = "abc" }, new() { Trace = "0HN:1" }, new() { Job = "j1" }, new() { Category = "core.tests" },
            },
            filter => Assert.True(filter.Matches(line), filter.ToString()));
        Assert.All(
            new LogFilter[]
            {
                new() { Level = LogLevel.Error }, new() { Text = "began" }, new() { Trace = "ab" }, new() { Job = "j" }, new() { Category = "Training" },
                new() { Text = "disk full", Job = "j2" },
            },
            filter => Assert.False(filter.Matches(line), filter.ToString()));
    }

    [Fact]
    public async Task Who_follows_gets_each_line_once_from_many_writers()
    {
        RecentLogs logs = Make(10_000);
        using LiveSubscription<LogRecord> follower = logs.Feed.Subscribe();
        await Parallel.ForAsync(0, 4, async (_, _) =>
        {
            for (int i = 0; i < 100; i++)
            {
                logs.Add(Line("x"));
                await Task.Yield();
            }
        });
        var seen = new List<long>();
        await foreach (LogRecord line in follower)
        {
            seen.Add(line.Seq);
            if (seen.Count == 400)
            {
                break;
            }
        }

        Assert.Equal(Enumerable.Range(1, 400).Select(i => (long)i), seen.Order());
    }

    [Fact]
    public void Levels_are_read_by_their_names()
    {
        Assert.Equal(["trace", "debug", "information", "warning", "error", "critical"], LogLevels.Names);
        Assert.Equal(LogLevel.Error, LogLevels.Parse("error"));
        Assert.Equal(LogLevel.Trace, LogLevels.Parse(""));
        Assert.Contains("level", Assert.Throws<InvalidException>(() => LogLevels.Parse("loud")).Errors.Keys);
    }

    internal static RecentLogs Make(int capacity) => new(Options.Create(new LogsOptions { Capacity = capacity }), TimeProvider.System);

    internal static LogRecord Line(string message) => new()
    {
        At = new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero),
        Level = LogLevel.Information,
        Category = "MlOpsDashboard.Core.Tests",
        Message = message,
        Values = [],
    };
}
