using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using MlOpsDashboard.Core;
using Xunit;

namespace MlOpsDashboard.Tests.Core;

public sealed class IdsTests
{
    [Fact]
    public void An_identifier_is_a_UUID_of_version_7_that_begins_with_its_time()
    {
        var clock = new FakeTimeProvider();
        clock.Advance(TimeSpan.FromMilliseconds(123_456_789));
        string id = Ids.New(clock);

        Assert.Matches("^[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$", id);
        Assert.Equal(clock.GetUtcNow().ToUnixTimeMilliseconds(), Convert.ToInt64(id[..12], 16));
    }

    [Fact]
    public void Identifiers_of_one_moment_differ_on_every_thread()
    {
        var clock = new FakeTimeProvider();
        var ids = new ConcurrentBag<string>();
        Parallel.For(0, 20_000, _ => ids.Add(Ids.New(clock)));

        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
    }
}
