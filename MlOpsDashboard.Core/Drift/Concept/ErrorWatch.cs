using MlOpsDashboard.Core.Statistics.Sequential;

namespace MlOpsDashboard.Core.Drift.Concept;

/// <summary>Has the detectors look at a stream of errors.</summary>
internal static class ErrorWatch
{
    /// <summary>The detector that decides: of all, the one whose alarms are rare enough where nothing has changed (docs/drift.md has the figures).</summary>
    public const string Deciding = "adwin";

    /// <summary>Predictions up to an alarm that tell the error after the change.</summary>
    public const int Reach = 100;

    private const int MostAlarms = 20;
    private const int MostPoints = 200;
    private const int LeastPerPoint = 20;
    private const double MostUnits = 4;
    private const int Seed = 20261130;

    private static readonly (string Name, bool NumbersToo, Func<IChangeDetector> Make)[] s_detectors =
    [
        (Deciding, true, () => new Adwin()),
        ("hddm_a", false, () => new HddmA()),
        ("hddm_w", false, () => new HddmW()),
        ("page_hinkley", true, () => new PageHinkley()),
        ("ddm", false, () => new Ddm()),
        ("kswin", true, () => new Kswin(() => new Random(Seed))),
        ("eddm", false, () => new Eddm()),
    ];

    /// <summary>What each detector says of wrong classes.</summary>
    /// <param name="errors">1 for an error, 0 for none.</param>
    /// <param name="at">When each prediction was made.</param>
    public static IReadOnlyList<ConceptDetector> OfClasses(double[] errors, DateTimeOffset[] at) =>
        [.. s_detectors.Select(detector => Watch(detector.Name, detector.Make(), errors, errors, at))];

    /// <summary>What each detector that takes numbers says of absolute errors.</summary>
    /// <param name="errors">Absolute errors.</param>
    /// <param name="at">When each prediction was made.</param>
    /// <param name="unit">The error that was usual at promotion. Thresholds of detectors are made for values near 1, and one wild value is no drift.</param>
    public static IReadOnlyList<ConceptDetector> OfNumbers(double[] errors, DateTimeOffset[] at, double unit)
    {
        double[] scaled = [.. errors.Select(error => Math.Min(MostUnits, error / unit))];
        return [.. s_detectors.Where(detector => detector.NumbersToo).Select(detector => Watch(detector.Name, detector.Make(), scaled, errors, at))];
    }

    /// <summary>Means of consecutive errors.</summary>
    /// <param name="errors">The errors.</param>
    /// <param name="at">When each prediction was made.</param>
    public static IReadOnlyList<ErrorPoint> Series(double[] errors, DateTimeOffset[] at)
    {
        int size = Math.Max(LeastPerPoint, (errors.Length + MostPoints - 1) / MostPoints);
        var points = new List<ErrorPoint>();
        for (int begin = 0; begin < errors.Length; begin += size)
        {
            int end = Math.Min(errors.Length, begin + size);
            points.Add(new ErrorPoint(at[end - 1], end, end - begin, errors[begin..end].Average()));
        }

        return points;
    }

    private static ConceptDetector Watch(string name, IChangeDetector detector, double[] watched, double[] errors, DateTimeOffset[] at)
    {
        var alarms = new List<ConceptAlarm>();
        (double sum, int begin) = (0, 0);
        for (int row = 0; row < watched.Length; row++)
        {
            sum += errors[row];
            if (detector.Add(watched[row]) != ChangeState.Drift)
            {
                continue;
            }

            int rows = row + 1 - begin;
            int reach = Math.Max(1, Math.Min(Reach, rows / 2));
            double last = errors.AsSpan(row + 1 - reach, reach).ToArray().Sum();
            alarms.Add(new ConceptAlarm(row + 1, at[row], (sum - last) / Math.Max(1, rows - reach), last / reach));
            (sum, begin) = (0, row + 1);
        }

        return new ConceptDetector
        {
            Name = name,
            Decides = name == Deciding,
            State = detector.State,
            AlarmCount = alarms.Count,
            Alarms = [.. alarms.TakeLast(MostAlarms)],
        };
    }
}
