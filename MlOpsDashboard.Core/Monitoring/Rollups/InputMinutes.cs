using MlOpsDashboard.Core.Serving.Inputs;

namespace MlOpsDashboard.Core.Monitoring.Rollups;

/// <summary>What came in during the minutes that are not yet in the database. Safe for concurrent calls.</summary>
/// <param name="tallies">Where it is counted.</param>
/// <param name="clock">Dates the parts.</param>
internal sealed class InputMinutes(InputTallies tallies, TimeProvider clock)
{
    private readonly Dictionary<(DateTimeOffset At, string Model, int Version), (string Part, InputCounts Counts)> _minutes = [];
    private readonly Lock _gate = new();

    /// <summary>Takes what was counted since the last call.</summary>
    /// <param name="at">The time, whose minute gets it.</param>
    public void Collect(DateTimeOffset at)
    {
        DateTimeOffset minute = RollupTime.Floor(at, RollupStep.Minute);
        lock (_gate)
        {
            foreach ((string model, int version, InputCounts counts) in tallies.Drain())
            {
                (string part, InputCounts sum) = _minutes.GetValueOrDefault((minute, model, version), (Ids.New(clock), InputCounts.None));
                _minutes[(minute, model, version)] = (part, sum.Plus(counts));
            }
        }
    }

    /// <summary>The rows for what ended before a moment; they stay until <see cref="Forget"/>.</summary>
    /// <param name="before">The moment; null for all.</param>
    public IReadOnlyList<InputRollup> Rows(DateTimeOffset? before)
    {
        lock (_gate)
        {
            return
            [
                .. _minutes.Where(pair => before is null || pair.Key.At < before).Select(pair => InputRollup.Of(
                    RollupStep.Minute, pair.Key.At, pair.Value.Part, pair.Key.Model, pair.Key.Version, pair.Value.Counts)),
            ];
        }
    }

    /// <summary>Forgets what ended before a moment, because it is stored.</summary>
    /// <param name="before">The moment; null for all.</param>
    public void Forget(DateTimeOffset? before)
    {
        lock (_gate)
        {
            foreach ((DateTimeOffset At, string, int) key in _minutes.Keys.Where(key => before is null || key.At < before).ToList())
            {
                _minutes.Remove(key);
            }
        }
    }
}
