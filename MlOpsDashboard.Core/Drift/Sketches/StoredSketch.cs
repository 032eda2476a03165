namespace MlOpsDashboard.Core.Drift.Sketches;

/// <summary>The sketch of a stretch of predictions of one version, at most an hour of them.</summary>
internal sealed class StoredSketch
{
    /// <summary>Names the stretch.</summary>
    public required string Id { get; init; }

    /// <summary>The model's name.</summary>
    public required string ModelName { get; init; }

    /// <summary>The version that answered.</summary>
    public required int ModelVersion { get; init; }

    /// <summary>When the first of them was made, UTC.</summary>
    public required DateTimeOffset FirstAt { get; init; }

    /// <summary>When the last of them was made.</summary>
    public required DateTimeOffset LastAt { get; set; }

    /// <summary>How many they are.</summary>
    public required int Rows { get; set; }

    /// <summary>The sketch, as <see cref="RowSketch.ToBytes"/> gives it.</summary>
    public required byte[] Sketch { get; set; }
}
