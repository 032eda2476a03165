namespace MlOpsDashboard.Core.Alerts;

/// <summary>What a metric says at one moment.</summary>
/// <param name="Value">The value; null when there is too little to say anything.</param>
/// <param name="Rows">The requests, labels or rows that it comes from.</param>
/// <param name="Note">Why there is no value, or what belongs to it; null for nothing.</param>
public sealed record AlertReading(double? Value, long Rows, string? Note = null)
{
    /// <summary>Too few rows for a verdict.</summary>
    /// <param name="rows">How many there are.</param>
    /// <param name="needed">How many it takes.</param>
    /// <param name="what">What they are, as in <c>requests</c>.</param>
    public static AlertReading TooFew(long rows, long needed, string what) => new(null, rows, FormattableString.Invariant($"{rows:N0} of {needed:N0} {what}"));
}
