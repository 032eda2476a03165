using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Jobs;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Jobs;

public sealed class CronLineTests
{
    // A Monday.
    private static readonly DateTimeOffset s_now = new(2026, 11, 30, 14, 20, 30, TimeSpan.Zero);

    [Theory]
    [InlineData("0 6 * * 1", "2026-12-07T06:00:00Z")]
    [InlineData("*/15 * * * *", "2026-11-30T14:30:00Z")]
    [InlineData("0 6 * * 0", "2026-12-06T06:00:00Z")]
    [InlineData("0 6 * * 7", "2026-12-06T06:00:00Z")]
    [InlineData("0 0 1 1 *", "2027-01-01T00:00:00Z")]
    [InlineData("30 9 * * MON-FRI", "2026-12-01T09:30:00Z")]
    [InlineData("0/10 * * * * ?", "2026-11-30T14:20:40Z")]
    public void Next_time_is_that_of_the_line(string line, string next) =>
        Assert.Equal(DateTimeOffset.Parse(next, null), CronLine.Read(line, "schedule", s_now).NextAfter(s_now));

    [Theory]
    [InlineData("sometimes", "no cron line")]
    [InlineData("", "no cron line")]
    [InlineData("61 * * * *", "no cron line")]
    [InlineData("0 0 30 2 *", "never fires")]
    public void What_is_no_line_or_never_fires_is_refused_with_its_field(string line, string reason)
    {
        var refused = Assert.Throws<InvalidException>(() => CronLine.Read(line, "schedule", s_now));

        Assert.Contains(reason, refused.Errors["schedule"][0], StringComparison.Ordinal);
    }
}
