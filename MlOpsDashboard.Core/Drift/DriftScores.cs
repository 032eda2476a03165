using System.Collections.Concurrent;

namespace MlOpsDashboard.Core.Drift;

/// <summary>What the latest check of each model said, for the metrics.</summary>
internal sealed class DriftScores
{
    /// <summary>Models whose scores are kept at most.</summary>
    public const int MostModels = 200;

    private readonly ConcurrentDictionary<string, DriftReport> _latest = new(StringComparer.Ordinal);

    /// <summary>The reports.</summary>
    public IEnumerable<DriftReport> Latest => _latest.Values;

    /// <summary>Takes a report in, unless a later one of its model is here.</summary>
    /// <param name="report">The report; its distributions are not kept.</param>
    public void Set(DriftReport report)
    {
        DriftReport kept = report with { Features = [.. report.Features.Select(feature => feature with { Bins = [] })] };
        if (_latest.ContainsKey(report.ModelName) || _latest.Count < MostModels)
        {
            _latest.AddOrUpdate(report.ModelName, kept, (_, earlier) => earlier.CheckedAt > kept.CheckedAt ? earlier : kept);
        }
    }
}
