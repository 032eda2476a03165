using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Datasets;

public sealed class InspectionGateTests
{
    private const int Most = 3;

    [Fact]
    public async Task As_many_as_allowed_run_at_once_and_no_more()
    {
        using var gate = Make(Most, 100);
        using var together = new Barrier(Most);
        int running = 0;
        int most = 0;

        // Each of a group waits for the two others: fewer at once would never pass the barrier, more would be counted.
        Task<string?>[] inspections = [.. Enumerable.Range(0, 4 * Most).Select(_ => gate.RunAsync(
            token =>
            {
                InterlockedMax(ref most, Interlocked.Increment(ref running));
                together.SignalAndWait(token);
                Interlocked.Decrement(ref running);
                return Thread.CurrentThread.Name;
            },
            CancellationToken.None))];

        Assert.All(await Task.WhenAll(inspections), name => Assert.StartsWith("inspection", name, StringComparison.Ordinal));
        Assert.Equal(Most, most);
        Assert.Equal(0, gate.Inside);
    }

    [Fact]
    public async Task What_is_beyond_the_line_is_refused_until_there_is_room_again()
    {
        using var gate = Make(1, 1);
        using var open = new ManualResetEventSlim();
        Task<int> runs = gate.RunAsync(token => Wait(open, token), CancellationToken.None);
        Task<int> waits = gate.RunAsync(_ => 2, CancellationToken.None);

        BusyException refused = await Assert.ThrowsAsync<BusyException>(() => gate.RunAsync(_ => 3, CancellationToken.None));
        Assert.Throws<BusyException>(gate.CheckRoom);
        open.Set();

        Assert.InRange(refused.RetryAfter.TotalSeconds, 1, 60);
        Assert.Equal((1, 2), (await runs, await waits));
        gate.CheckRoom();
        Assert.Equal(4, await gate.RunAsync(_ => 4, CancellationToken.None));
    }

    [Fact]
    public async Task One_that_gives_up_or_fails_leaves_its_place()
    {
        using var gate = Make(1, 1);
        using var open = new ManualResetEventSlim();
        using var impatience = new CancellationTokenSource();
        Task<int> runs = gate.RunAsync(token => Wait(open, token), CancellationToken.None);
        Task<int> gives = gate.RunAsync(_ => 2, impatience.Token);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gives);
        Assert.Equal(1, gate.Inside);

        Task<int> fails = gate.RunAsync<int>(_ => throw new InvalidException("file", "It is no table."), CancellationToken.None);
        open.Set();

        await Assert.ThrowsAsync<InvalidException>(() => fails);
        Assert.Equal(1, await runs);
        Assert.Equal(0, gate.Inside);
    }

    [Fact]
    public async Task The_time_to_come_again_follows_what_inspections_take()
    {
        var clock = new FakeTimeProvider();
        using var gate = new InspectionGate(Options.Create(new DatasetOptions { ConcurrentInspections = 1, QueuedInspections = 0 }), clock);
        for (int i = 0; i < 50; i++)
        {
            await gate.RunAsync(
                _ =>
                {
                    clock.Advance(TimeSpan.FromSeconds(20));
                    return 0;
                },
                CancellationToken.None);
        }

        using var open = new ManualResetEventSlim();
        Task<int> runs = gate.RunAsync(token => Wait(open, token), CancellationToken.None);
        BusyException refused = Assert.Throws<BusyException>(gate.CheckRoom);
        open.Set();
        await runs;

        Assert.Equal(10, refused.RetryAfter.TotalSeconds, 2);
    }

    private static InspectionGate Make(int running, int waiting) =>
        new(Options.Create(new DatasetOptions { ConcurrentInspections = running, QueuedInspections = waiting }), TimeProvider.System);

    private static int Wait(ManualResetEventSlim open, CancellationToken cancellationToken)
    {
        open.Wait(cancellationToken);
        return 1;
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen = Volatile.Read(ref most);
        while (value > seen && Interlocked.CompareExchange(ref most, value, seen) is var now && now != seen)
        {
            seen = now;
        }
    }
}
