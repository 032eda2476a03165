using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace MlOpsDashboard.Core.Serving.Scoring;

/// <summary>The instruments of the prediction path: what it answers and how long that takes.</summary>
internal sealed class ServingMeter
{
    /// <summary>The meter's name.</summary>
    public const string Name = "MlOpsDashboard.Serving";

    /// <summary>The histogram of answers, in seconds.</summary>
    public const string Durations = "model.prediction.duration";

    /// <summary>The counter of requests.</summary>
    public const string Requests = "model.predictions";

    /// <summary>The counter of rows that batch jobs answered.</summary>
    public const string BatchRows = "model.batch.predictions";

    /// <summary>The outcome of a request that got a prediction.</summary>
    public const string Ok = "ok";

    /// <summary>The outcome of a request that was the caller's mistake.</summary>
    public const string Rejected = "rejected";

    /// <summary>The outcome of a request that failed on our side.</summary>
    public const string Error = "error";

    // Far more than are ever served at once; only keeps years of versions from filling the memory.
    private const int MostTags = 10_000;

    private static readonly double[] s_bounds =
        [.00001, .000025, .00005, .0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10];

    private readonly ConcurrentDictionary<(string Model, int Version, string Route), KeyValuePair<string, object?>[]> _tags = new();
    private readonly Histogram<double> _durations;
    private readonly Counter<long> _requests;
    private readonly Counter<long> _batchRows;

    /// <summary>Makes the instruments.</summary>
    /// <param name="factory">Owns the meter.</param>
    public ServingMeter(IMeterFactory factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        Meter meter = factory.Create(Name);
        _durations = meter.CreateHistogram(
            Durations,
            "s",
            "Time from a parsed request to its answer.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = s_bounds });
        _requests = meter.CreateCounter<long>(Requests, "{request}", "Requests for a prediction, by outcome.");
        _batchRows = meter.CreateCounter<long>(BatchRows, "{row}", "Rows that batch jobs predicted.");
    }

    /// <summary>Begins the series of a version at zero, so that the first request is an increase and not the beginning of a series.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="version">The version that will answer.</param>
    /// <param name="route">Why it will.</param>
    public void Announce(string model, int version, string route)
    {
        _requests.Add(0, Tags(model, version, route));
        RecordBatch(model, version, 0);
        AnnounceRefusals(model);
    }

    /// <summary>Begins the series of requests without an answer at zero.</summary>
    /// <param name="model">The model's name; empty for those that name none.</param>
    public void AnnounceRefusals(string model)
    {
        foreach (string outcome in (ReadOnlySpan<string>)[Rejected, Error])
        {
            _requests.Add(0, Refusal(model, outcome));
        }
    }

    /// <summary>Records an answered request.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="version">The version that answered.</param>
    /// <param name="route">Why this version answered.</param>
    /// <param name="seconds">How long it took.</param>
    public void RecordAnswer(string model, int version, string route, double seconds)
    {
        KeyValuePair<string, object?>[] tags = Tags(model, version, route);
        _durations.Record(seconds, tags.AsSpan(..^1));
        _requests.Add(1, tags);
    }

    /// <summary>Records rows that a batch job answered. They are no requests: at a million a second they would drown those.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="version">The version that answered.</param>
    /// <param name="rows">How many.</param>
    public void RecordBatch(string model, int version, int rows) => _batchRows.Add(
        rows, new TagList { { "model", model }, { "version", version.ToString(System.Globalization.CultureInfo.InvariantCulture) } });

    /// <summary>Records a request that got no prediction.</summary>
    /// <param name="model">The model's name when it is served, else empty: a caller's words must not become labels.</param>
    /// <param name="outcome"><see cref="Rejected"/> or <see cref="Error"/>.</param>
    public void RecordRefusal(string model, string outcome) =>
        _requests.Add(1, Refusal(model, outcome));

    private static TagList Refusal(string model, string outcome) =>
        new() { { "model", model }, { "version", "" }, { "route", "" }, { "outcome", outcome } };

    // The same few tags come with every request, so they are made once. The outcome is the last.
    private KeyValuePair<string, object?>[] Tags(string model, int version, string route)
    {
        if (_tags.TryGetValue((model, version, route), out KeyValuePair<string, object?>[]? tags))
        {
            return tags;
        }

        if (_tags.Count >= MostTags)
        {
            _tags.Clear();
        }

        return _tags.GetOrAdd((model, version, route), static key =>
        [
            new("model", key.Model), new("version", key.Version.ToString(CultureInfo.InvariantCulture)), new("route", key.Route), new("outcome", Ok),
        ]);
    }
}
