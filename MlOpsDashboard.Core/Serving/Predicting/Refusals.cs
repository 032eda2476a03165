using MlOpsDashboard.Core.Serving.Plans;
using MlOpsDashboard.Core.Serving.Scoring;

namespace MlOpsDashboard.Core.Serving.Predicting;

/// <summary>Counts the requests that got no prediction, by whose fault that was.</summary>
public sealed class Refusals
{
    private readonly ServingPlans _plans;
    private readonly ServingMeter _meter;

    /// <summary>Begins to count.</summary>
    /// <param name="plans">Knows the models: a caller's words must not become labels.</param>
    /// <param name="meter">Keeps the counts.</param>
    internal Refusals(ServingPlans plans, ServingMeter meter)
    {
        _plans = plans;
        _meter = meter;
    }

    /// <summary>Counts a request that was turned away before it was read, as too many are.</summary>
    /// <param name="name">The model that its address names, or null: the body was not looked at.</param>
    public void CountTurnedAway(string? name) => Count(name, ServingMeter.Rejected);

    /// <summary>Counts a request; one that only tries something out does not count.</summary>
    /// <param name="envelope">The request.</param>
    /// <param name="exception">Why it got none.</param>
    internal void Count(in PredictEnvelope envelope, Exception exception)
    {
        if (!envelope.WhatIf && !envelope.IsFromPage)
        {
            Count(envelope.ModelName ?? envelope.ModelId?.Split(':')[0], exception);
        }
    }

    /// <summary>Counts a request.</summary>
    /// <param name="name">The model that it named, or null.</param>
    /// <param name="exception">Why it got none.</param>
    internal void Count(string? name, Exception exception)
    {
        if (exception is not OperationCanceledException)
        {
            Count(name, exception is InvalidException or NotFoundException or ConflictException ? ServingMeter.Rejected : ServingMeter.Error);
        }
    }

    private void Count(string? name, string outcome) => _meter.RecordRefusal(name is not null && _plans.Knows(name) ? name : "", outcome);
}
