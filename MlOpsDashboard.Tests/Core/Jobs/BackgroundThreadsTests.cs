using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Jobs;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Jobs;

public sealed class BackgroundThreadsTests
{
    [Fact]
    public async Task Work_runs_on_its_own_threads_and_no_more_than_allowed()
    {
        using var threads = Make(3);
        int running = 0, most = 0;
        var work = Enumerable.Range(0, 12).Select(_ => threads.RunAsync(
            _ =>
            {
                int now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                Thread.Yield();
                Interlocked.Decrement(ref running);
                return Thread.CurrentThread.Name!;
            },
            default)).ToArray();

        Assert.All(await Task.WhenAll(work), name => Assert.StartsWith("job worker", name));
        Assert.InRange(most, 1, 3);
    }

    [Fact]
    public async Task Parallel_work_inside_stays_on_these_threads()
    {
        using var threads = Make(2);
        var names = await threads.RunAsync(
            token =>
            {
                var seen = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
                Parallel.For(
                    0,
                    64,
                    new ParallelOptions { MaxDegreeOfParallelism = 2, TaskScheduler = TaskScheduler.Current, CancellationToken = token },
                    _ => seen.TryAdd(Thread.CurrentThread.Name ?? "pool", 0));
                return seen.Keys;
            },
            default);

        Assert.All(names, name => Assert.StartsWith("job worker", name));
    }

    [Fact]
    public async Task Failure_reaches_the_caller()
    {
        using var threads = Make(1);

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => threads.RunAsync<int>(_ => throw new InvalidOperationException("broken"), default));
    }

    [Fact]
    public async Task Threads_are_nicer_than_others()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var threads = Make(1);

        // /proc/thread-self/stat, field 19 (proc(5)): the thread's nice value. It is counted from the name's closing parenthesis.
        string stat = await threads.RunAsync(_ => File.ReadAllText("/proc/thread-self/stat"), default);
        Assert.Equal("10", stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[16]);
    }

    private static BackgroundThreads Make(int count) => new(Options.Create(new JobsOptions { WorkerThreads = count }));

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while (value > (seen = Volatile.Read(ref most)) && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
        }
    }
}
