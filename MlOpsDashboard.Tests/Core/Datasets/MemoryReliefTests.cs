using System.Runtime.CompilerServices;
using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Core.Datasets;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Datasets;

public sealed class MemoryReliefTests
{
    [Fact]
    public void What_a_burst_took_is_given_back_when_it_is_quiet()
    {
        var clock = new FakeTimeProvider();
        long held = 100;
        using var relief = new MemoryRelief(clock, () => held);
        relief.Begin();
        held = 150;
        WeakReference left = Large();

        relief.End();
        clock.Advance(TimeSpan.FromSeconds(9));
        relief.Begin();
        clock.Advance(TimeSpan.FromSeconds(10));
        relief.End();
        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.False(left.IsAlive);
    }

    // In a method of its own, so that nothing on the stack holds it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Large() => new(GC.AllocateUninitializedArray<byte>(1 << 20));
}
