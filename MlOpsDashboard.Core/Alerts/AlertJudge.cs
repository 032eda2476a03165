namespace MlOpsDashboard.Core.Alerts;

/// <summary>The states of an alert and the ways between them. Pure.</summary>
internal static class AlertJudge
{
    /// <summary>
    /// The state after a reading. A reading without a value leaves everything as it is: too little data neither fires an alert nor
    /// ends one.
    /// </summary>
    /// <param name="rule">The rule.</param>
    /// <param name="state">The state before.</param>
    /// <param name="since">Since when.</param>
    /// <param name="value">The value; null for no verdict.</param>
    /// <param name="now">The present.</param>
    public static AlertTurn Next(AlertRule rule, AlertState state, DateTimeOffset since, double? value, DateTimeOffset now)
    {
        if (value is not { } number)
        {
            return new AlertTurn(state, false);
        }

        bool bad = rule.Operator.Holds(number, rule.Threshold);
        AlertState next = state switch
        {
            AlertState.Firing => bad || !IsClear(rule, number) ? AlertState.Firing : AlertState.Resolved,
            AlertState.Pending when bad => now - since >= TimeSpan.FromSeconds(rule.ForSeconds) ? AlertState.Firing : AlertState.Pending,
            AlertState.Pending => AlertState.Inactive,
            _ when bad => rule.ForSeconds == 0 ? AlertState.Firing : AlertState.Pending,
            _ => state,
        };
        return new AlertTurn(next, next != state);
    }

    // Between the two thresholds nothing changes, so that a value which swings around one of them does not ring again and again.
    private static bool IsClear(AlertRule rule, double value) => rule.ClearThreshold is not { } clear
        || (rule.Operator.IsUpward() ? value <= clear : value >= clear);
}
