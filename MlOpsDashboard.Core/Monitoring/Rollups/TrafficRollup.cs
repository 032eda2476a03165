using MlOpsDashboard.Core.Monitoring.Traffic;
using MlOpsDashboard.Core.Statistics.Sketches;

namespace MlOpsDashboard.Core.Monitoring.Rollups;

/// <summary>
/// One key's traffic in one minute or hour. Rows are only ever added: a minute that a restart or a second node cuts in two
/// has two rows with different parts, which add up when they are read.
/// </summary>
internal sealed class TrafficRollup
{
    /// <summary>Ascending in the order of writing.</summary>
    public long Id { get; init; }

    /// <summary>Length in minutes: 1 or 60.</summary>
    public required int Step { get; init; }

    /// <summary>The beginning, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Tells the rows of one key and time apart; empty for hours, of which there is only one.</summary>
    public required string Part { get; init; }

    /// <summary>The model's name; empty for none.</summary>
    public required string Model { get; init; }

    /// <summary>The version; 0 for none.</summary>
    public required int Version { get; init; }

    /// <summary>The route; empty for none.</summary>
    public required string Route { get; init; }

    /// <summary>Requests that got a prediction.</summary>
    public required long Answered { get; init; }

    /// <summary>Requests that were the caller's mistake.</summary>
    public required long Rejected { get; init; }

    /// <summary>Requests that failed on our side.</summary>
    public required long Errors { get; init; }

    /// <summary>Time of the answers together, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Durations, as <see cref="DurationHistogram.ToBytes"/> writes them.</summary>
    public required byte[] Durations { get; init; }

    /// <summary>Makes a row.</summary>
    public static TrafficRollup Of(RollupStep step, DateTimeOffset at, string part, TrafficSlice slice) => new()
    {
        Step = (int)step,
        At = at,
        Part = part,
        Model = slice.Key.Model,
        Version = slice.Key.Version,
        Route = slice.Key.Route,
        Answered = slice.Answered,
        Rejected = slice.Rejected,
        Errors = slice.Errors,
        Seconds = slice.Seconds,
        Durations = slice.Durations.ToBytes(),
    };

    /// <summary>The row's traffic.</summary>
    public TrafficSlice ToSlice()
    {
        var durations = new DurationHistogram();
        durations.Add(Durations);
        return new TrafficSlice(new TrafficKey(Model, Version, Route), Answered, Rejected, Errors, Seconds, durations);
    }
}
