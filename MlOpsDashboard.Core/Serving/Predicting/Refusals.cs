using MlOpsDashboard.Core.Serving.Plans;
using MlOpsDashboard.Core.Serving.Scoring;

namespace MlOpsDashboard.Core.Serving.Predicting;

/// <summary>Counts the requests that got no prediction, by whose fault that was.</summary>
/// <param name="plans">Knows the models: a caller's words must not become labels.</param>
/// <param name="meter">Keeps the counts.</param>
internal sealed class Refusals(ServingPlans plans, ServingMeter meter)
{
    /// <summary>Counts a request; one that only tries something out does not count.</summary>
    /// <param name="envelope">The request.</param>
    /// <param name="exception">Why it got none.</param>
    public void Count(in PredictEnvelope envelope, Exception exception)
    {
        if (!envelope.WhatIf && !envelope.IsFromPage)
        {
            Count(envelope.ModelName ?? envelope.ModelId?.Split(':')[0], exception);
        }
    }

    /// <summary>Counts a request.</summary>
    /// <param name="name">The model that it named, or null.</param>
    /// <param name="exception">Why it got none.</param>
    public void Count(string? name, Exception exception)
    {
        if (exception is not OperationCanceledException)
        {
            Count(name, exception is InvalidException or NotFoundException or ConflictException ? ServingMeter.Rejected : ServingMeter.Error);
        }
    }

    /// <summary>Counts a request by its outcome.</summary>
    /// <param name="name">The model that it named, or null.</param>
    /// <param name="outcome"><see cref="ServingMeter.Rejected"/> or <see cref="ServingMeter.Error"/>.</param>
    public void Count(string? name, string outcome) => meter.RecordRefusal(name is not null && plans.Knows(name) ? name : "", outcome);
}
