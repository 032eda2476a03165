using MlOpsDashboard.Core.AbTests;

namespace MlOpsDashboard.Api.AbTests;

/// <summary>How long a test will take.</summary>
/// <param name="MinDetectableEffect">The difference that is to be found, in the metric's unit.</param>
/// <param name="SamplesNeeded">Values of all arms together after which it is found in 80 % of the tests at least; null when it cannot be told.</param>
/// <param name="SamplesPerDay">Values a day, at the present pace.</param>
/// <param name="Days">Days from the beginning.</param>
/// <param name="EndsAt">When it will have them.</param>
/// <param name="Basis">What it is reckoned from, or why it cannot be told.</param>
internal sealed record AbForecastReply(double? MinDetectableEffect, long? SamplesNeeded, double? SamplesPerDay, double? Days, DateTimeOffset? EndsAt, string Basis)
{
    /// <summary>What is told of a forecast.</summary>
    /// <param name="forecast">The forecast.</param>
    public static AbForecastReply Of(AbForecast forecast) =>
        new(forecast.Effect, forecast.SamplesNeeded, forecast.SamplesPerDay, forecast.Days, forecast.EndsAt, forecast.Basis);
}
