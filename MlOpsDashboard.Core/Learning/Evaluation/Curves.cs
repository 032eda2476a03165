using MlOpsDashboard.Core.Learning.Contract;

namespace MlOpsDashboard.Core.Learning.Evaluation;

/// <summary>What a picture says better than a number. What does not fit the task is empty.</summary>
public sealed record Curves
{
    /// <summary>The most points of a curve.</summary>
    public const int MaxPoints = 400;

    private const int MaxClasses = 10;
    private const int Bins = 10;

    /// <summary>False-positive rate (X) and true-positive rate (Y).</summary>
    public IReadOnlyList<NamedCurve> Roc { get; init; } = [];

    /// <summary>Recall (X) and precision (Y).</summary>
    public IReadOnlyList<NamedCurve> PrecisionRecall { get; init; } = [];

    /// <summary>Ten bins of equal width; empty ones are left out.</summary>
    public IReadOnlyList<ReliabilityBin> Calibration { get; init; } = [];

    /// <summary>Expected calibration error over the bins; null for regression.</summary>
    public double? CalibrationError { get; init; }

    /// <summary>For a calibrated model the same of its probabilities before; else null.</summary>
    public Uncalibrated? BeforeCalibration { get; init; }

    /// <summary>The classes of <see cref="Confusion"/>.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Rows by true class (first index) and said class (second index).</summary>
    public IReadOnlyList<IReadOnlyList<int>> Confusion { get; init; } = [];

    /// <summary>For regression: the prediction (X) and truth minus prediction (Y) of rows evenly picked.</summary>
    public IReadOnlyList<CurvePoint> Residuals { get; init; } = [];

    /// <summary>Computes what fits the task.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="classes">The classes by index.</param>
    public static Curves Of(ScoredRows rows, IReadOnlyList<string> classes)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(classes);
        if (rows.Task == TaskKind.Regression)
        {
            return new Curves { Residuals = Thin([.. Enumerable.Range(0, rows.Rows).Select(row => Residual(rows, row))], 2000) };
        }

        int[] drawn = rows.Task == TaskKind.Binary ? [1] : [.. Enumerable.Range(0, Math.Min(MaxClasses, classes.Count))];
        ReliabilityBin[] bins = Reliability(rows);
        return new Curves
        {
            Roc = [.. drawn.Select(index => CurveOf(index, RocOf, RankMetrics.RocAuc))],
            PrecisionRecall = [.. drawn.Select(index => CurveOf(index, PrecisionRecallOf, RankMetrics.AveragePrecision))],
            Calibration = bins,
            CalibrationError = bins.Sum(bin => bin.Count * Math.Abs(bin.Predicted - bin.Observed)) / Math.Max(1, rows.Rows),
            Classes = classes,
            Confusion = rows.Confusion(),
        };

        NamedCurve CurveOf(int index, Func<double[], bool[], List<CurvePoint>> points, Func<double[], bool[], double> figure)
        {
            (double[] scores, bool[] labels) = (rows.ScoresOf(index), rows.LabelsOf(index));
            return new NamedCurve(classes[index], points(scores, labels), figure(scores, labels));
        }
    }

    private static CurvePoint Residual(ScoredRows rows, int row) => new(rows.Outputs[row] + rows.Offset, (double)rows.Target[row] - rows.Outputs[row]);

    private static List<CurvePoint> RocOf(double[] scores, bool[] labels)
    {
        double positives = Math.Max(1, labels.Count(label => label));
        double negatives = Math.Max(1, labels.Length - labels.Count(label => label));
        var points = new List<CurvePoint> { new(0, 0) };
        long up = 0;
        long down = 0;
        foreach ((_, int more, int fewer) in RankMetrics.Steps(scores, labels))
        {
            up += more;
            down += fewer;
            points.Add(new CurvePoint(down / negatives, up / positives));
        }

        return Thin(points, MaxPoints);
    }

    private static List<CurvePoint> PrecisionRecallOf(double[] scores, bool[] labels)
    {
        double positives = Math.Max(1, labels.Count(label => label));
        var points = new List<CurvePoint>();
        long up = 0;
        long all = 0;
        foreach ((_, int more, int fewer) in RankMetrics.Steps(scores, labels))
        {
            up += more;
            all += more + fewer;
            points.Add(new CurvePoint(up / positives, (double)up / all));
        }

        return Thin(points, MaxPoints);
    }

    private static ReliabilityBin[] Reliability(ScoredRows rows)
    {
        var sums = new (double Predicted, int Right, int Count)[Bins];
        int[] decisions = rows.Decisions();
        for (int row = 0; row < decisions.Length; row++)
        {
            int index = rows.Task == TaskKind.Binary ? 1 : decisions[row];
            double probability = rows.Outputs[(row * rows.OutputCount) + index];
            ref (double Predicted, int Right, int Count) bin = ref sums[Math.Clamp((int)(probability * Bins), 0, Bins - 1)];
            bin.Predicted += probability;
            bin.Right += (int)rows.Target[row] == index ? 1 : 0;
            bin.Count++;
        }

        return
        [
            .. sums
                .Where(bin => bin.Count > 0)
                .Select(bin => new ReliabilityBin(bin.Predicted / bin.Count, (double)bin.Right / bin.Count, bin.Count)),
        ];
    }

    // Evenly by position; the first and the last point always stay.
    private static List<CurvePoint> Thin(List<CurvePoint> points, int most) => points.Count <= most
        ? points
        : [.. Enumerable.Range(0, most).Select(i => points[(int)((long)i * (points.Count - 1) / (most - 1))])];
}
