using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Core.Training;

/// <summary>A trial on its way into the tracked runs: what it said while it ran, and what came out.</summary>
/// <param name="BeganAt">When it began.</param>
internal sealed record TrialSteps(DateTimeOffset BeganAt)
{
    // A fit of 100,000 steps is drawn from 2,000 points, and no more need to be stored.
    private const int MaxPoints = 5000;

    private readonly List<MetricPoint> _points = [];

    /// <summary>The metric after each step.</summary>
    public IReadOnlyList<MetricPoint> Points => _points;

    /// <summary>What came out; null while it runs.</summary>
    public TrialResult? Result { get; init; }

    /// <summary>Takes a step.</summary>
    /// <param name="progress">The step.</param>
    /// <param name="at">When.</param>
    public void Add(TrainingProgress progress, DateTimeOffset at)
    {
        if (_points.Count < MaxPoints && double.IsFinite(progress.Value))
        {
            string key = progress.Metric == "loss" ? "training_loss" : $"validation_{progress.Metric}";
            _points.Add(new MetricPoint(key, progress.Value, progress.Step, at));
        }
    }
}
