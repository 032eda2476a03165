namespace MlOpsDashboard.Core.Monitoring.Shares;

/// <summary>Knows how the traffic of a model was to be shared among its versions.</summary>
public interface IShareSource
{
    /// <summary>The periods that make up a range, in order and without gaps.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="from">The range's beginning, UTC.</param>
    /// <param name="to">Its end, UTC.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<SharePeriod>> PeriodsAsync(string model, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);
}
