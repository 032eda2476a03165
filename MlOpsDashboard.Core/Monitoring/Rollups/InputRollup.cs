using System.Text.Json;
using MlOpsDashboard.Core.Serving.Inputs;

namespace MlOpsDashboard.Core.Monitoring.Rollups;

/// <summary>What came in for a version in one minute or hour. Rows are only ever added, as those of <see cref="TrafficRollup"/>.</summary>
internal sealed class InputRollup
{
    /// <summary>Ascending in the order of writing.</summary>
    public long Id { get; init; }

    /// <summary>Length in minutes: 1 or 60.</summary>
    public required int Step { get; init; }

    /// <summary>The beginning, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Tells the rows of one version and time apart; empty for hours, of which there is only one.</summary>
    public required string Part { get; init; }

    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>The version.</summary>
    public required int Version { get; init; }

    /// <summary>Rows that were good enough to be scored.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows that were refused for their content.</summary>
    public required long Refused { get; init; }

    /// <summary>Fields that are none of the model's.</summary>
    public required long UnknownFields { get; init; }

    /// <summary>A JSON object: for each feature with something to count its five counts, in the order of <see cref="FeatureCounts"/>.</summary>
    public required string Features { get; init; }

    /// <summary>Makes a row.</summary>
    public static InputRollup Of(RollupStep step, DateTimeOffset at, string part, string model, int version, InputCounts counts) => new()
    {
        Step = (int)step,
        At = at,
        Part = part,
        Model = model,
        Version = version,
        Rows = counts.Rows,
        Refused = counts.Refused,
        UnknownFields = counts.UnknownFields,
        Features = JsonSerializer.Serialize(counts.Features.ToDictionary(
            pair => pair.Key,
            pair => (long[])[pair.Value.Missing, pair.Value.Odd, pair.Value.RefusedMissing, pair.Value.RefusedType, pair.Value.RefusedTwice])),
    };

    /// <summary>The row's counts.</summary>
    public InputCounts ToCounts() => new(
        Rows,
        Refused,
        UnknownFields,
        JsonSerializer.Deserialize<Dictionary<string, long[]>>(Features)!.ToDictionary(
            pair => pair.Key, pair => new FeatureCounts(pair.Value[0], pair.Value[1], pair.Value[2], pair.Value[3], pair.Value[4])));
}
