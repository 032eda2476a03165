namespace MlOpsDashboard.Core.Deployments;

/// <summary>Knows what shares the traffic of models: roll-outs are one, A/B tests another. A model's traffic has one holder at a time.</summary>
internal interface ITrafficSource
{
    /// <summary>What stands beside a model's production version.</summary>
    /// <param name="model">The model.</param>
    /// <param name="production">The version in production.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Null for nothing.</returns>
    Task<TrafficPlan?> FindAsync(string model, int production, CancellationToken cancellationToken);

    /// <summary>The times in which a model's traffic was shared.</summary>
    /// <param name="model">The model.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<TrafficTime>> TimesAsync(string model, CancellationToken cancellationToken);
}
