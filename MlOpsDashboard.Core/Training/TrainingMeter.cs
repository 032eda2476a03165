using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MlOpsDashboard.Core.Training;

/// <summary>The instruments of training.</summary>
internal sealed class TrainingMeter
{
    /// <summary>The meter's name.</summary>
    public const string Name = "MlOpsDashboard.Training";

    // From a second to four hours.
    private static readonly double[] s_bounds = [1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14400];

    private readonly Histogram<double> _durations;

    /// <summary>Makes the instruments.</summary>
    /// <param name="factory">Owns the meter.</param>
    public TrainingMeter(IMeterFactory factory) => _durations = factory.Create(Name).CreateHistogram(
        "model.training.duration",
        "s",
        "Time that training jobs took, from their beginning to their end, by outcome.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = s_bounds });

    /// <summary>Records a job that has ended.</summary>
    /// <param name="job">The job.</param>
    /// <param name="end">How.</param>
    /// <param name="duration">How long this attempt took.</param>
    public void RecordEnd(TrainingJob job, TrainingEnd end, TimeSpan duration) => _durations.Record(
        duration.TotalSeconds, new TagList { { "model", job.ModelName }, { "outcome", end.State.ToString().ToLowerInvariant() } });
}
