using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MlOpsDashboard.Core.Serving;

/// <summary>The instruments of the prediction path: what it answers and how long that takes.</summary>
internal sealed class ServingMeter
{
    /// <summary>The meter's name.</summary>
    public const string Name = "MlOpsDashboard.Serving";

    private static readonly double[] _bounds =
        [.00001, .000025, .00005, .0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10];

    private readonly Histogram<double> _durations;
    private readonly Counter<long> _requests;

    /// <summary>Makes the instruments.</summary>
    /// <param name="factory">Owns the meter.</param>
    public ServingMeter(IMeterFactory factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        Meter meter = factory.Create(Name);
        _durations = meter.CreateHistogram(
            "model.prediction.duration",
            "s",
            "Time from a parsed request to its answer.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = _bounds });
        _requests = meter.CreateCounter<long>("model.predictions", "{request}", "Predictions given.");
    }

    /// <summary>Records an answered request.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="version">The version that answered.</param>
    /// <param name="route">Why this version answered.</param>
    /// <param name="seconds">How long it took.</param>
    public void RecordAnswer(string model, int version, string route, double seconds)
    {
        var tags = new TagList { { "model", model }, { "version", version.ToString(System.Globalization.CultureInfo.InvariantCulture) }, { "route", route } };
        _durations.Record(seconds, tags);
        _requests.Add(1, tags);
    }
}
