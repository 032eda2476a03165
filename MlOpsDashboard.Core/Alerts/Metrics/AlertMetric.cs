namespace MlOpsDashboard.Core.Alerts.Metrics;

/// <summary>Something that a rule can watch.</summary>
/// <param name="Name">Its name in the REST contract.</param>
/// <param name="Words">Its name in a sentence, as in <c>p99 latency</c>.</param>
/// <param name="Kind">Where it comes from.</param>
/// <param name="Unit">What it is counted in.</param>
/// <param name="Least">The least value that it can have.</param>
/// <param name="Most">The greatest value that it can have.</param>
/// <param name="MinRows">Fewer rows are no ground for a verdict, unless a rule says otherwise; 0 where there is nothing to count.</param>
/// <param name="WindowSeconds">Over how many seconds it is measured, unless a rule says otherwise.</param>
public sealed record AlertMetric(
    string Name,
    string Words,
    AlertMetricKind Kind,
    AlertMetricUnit Unit,
    double Least,
    double Most,
    long MinRows,
    int WindowSeconds)
{
    /// <summary>Whether it is of the version in production alone, so that another version begins anew.</summary>
    public bool IsOfVersion => Kind is AlertMetricKind.Quality or AlertMetricKind.Drift;

    /// <summary>What its rows are called.</summary>
    public string Rows => Kind switch
    {
        AlertMetricKind.Traffic => "requests",
        AlertMetricKind.Quality => "labels",
        _ => "rows",
    };
}
