using MlOpsDashboard.Core.Alerts;
using Xunit;
using static MlOpsDashboard.Core.Alerts.AlertState;

namespace MlOpsDashboard.Tests.Core.Alerts;

public sealed class AlertJudgeTests
{
    private static readonly DateTimeOffset s_now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<AlertState, double?, int, int, AlertState> Ways => new()
    {
        // State, value, seconds in it, for_seconds, state after. The threshold is 10, and an alert ends at 8.
        { Inactive, 9, 0, 0, Inactive },
        { Inactive, 10, 0, 0, Inactive },
        { Inactive, 11, 0, 0, Firing },
        { Inactive, 11, 0, 60, Pending },
        { Inactive, null, 0, 0, Inactive },
        { Pending, 11, 59, 60, Pending },
        { Pending, 11, 60, 60, Firing },
        { Pending, 9, 59, 60, Inactive },
        { Pending, null, 600, 60, Pending },
        { Firing, 11, 600, 60, Firing },
        { Firing, 9, 600, 60, Firing },
        { Firing, 8, 600, 60, Resolved },
        { Firing, null, 600, 60, Firing },
        { Resolved, 9, 600, 60, Resolved },
        { Resolved, 11, 600, 60, Pending },
        { Resolved, 11, 600, 0, Firing },
        { Resolved, null, 600, 0, Resolved },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_reading_leads_from_one_state_to_another(AlertState state, double? value, int seconds, int lasting, AlertState expected)
    {
        AlertTurn turn = AlertJudge.Next(Rule(AlertOperator.Above, 10, 8, lasting), state, s_now.AddSeconds(-seconds), value, s_now);

        Assert.Equal(new AlertTurn(expected, expected != state), turn);
    }

    [Theory]
    [InlineData(AlertOperator.Above, 10, 10.1, false)]
    [InlineData(AlertOperator.Above, 10, 10, true)]
    [InlineData(AlertOperator.AtLeast, 10, 10, false)]
    [InlineData(AlertOperator.AtLeast, 10, 9.9, true)]
    [InlineData(AlertOperator.Below, 10, 9.9, false)]
    [InlineData(AlertOperator.Below, 10, 10, true)]
    [InlineData(AlertOperator.AtMost, 10, 10, false)]
    [InlineData(AlertOperator.AtMost, 10, 10.1, true)]
    public void Without_a_second_threshold_it_ends_on_the_other_side_of_the_first(AlertOperator direction, double threshold, double value, bool ends) =>
        Assert.Equal(ends ? Resolved : Firing, AlertJudge.Next(Rule(direction, threshold, null, 0), Firing, s_now, value, s_now).State);

    [Theory]
    [InlineData(0.86, Firing)]
    [InlineData(0.9, Resolved)]
    public void Below_a_threshold_the_second_one_lies_above(double value, AlertState expected) =>
        Assert.Equal(expected, AlertJudge.Next(Rule(AlertOperator.Below, 0.85, 0.9, 0), Firing, s_now, value, s_now).State);

    private static AlertRule Rule(AlertOperator direction, double threshold, double? clear, int lasting) => new()
    {
        Id = "r",
        Name = "r",
        Metric = "latency_p99_ms",
        Operator = direction,
        Threshold = threshold,
        ClearThreshold = clear,
        WindowSeconds = 60,
        ForSeconds = lasting,
        MinRows = 0,
        Severity = AlertSeverity.Info,
        CreatedAt = s_now,
        CreatedBy = "ada",
        UpdatedAt = s_now,
    };
}
