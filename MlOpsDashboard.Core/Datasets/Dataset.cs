namespace MlOpsDashboard.Core.Datasets;

/// <summary>A name under which versions of a table are kept. It stays when its versions are gone, so that a number is never given twice.</summary>
public sealed class Dataset
{
    /// <summary>Unique; letters, digits, <c>. _ -</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The highest number that a version has ever had.</summary>
    public int LastVersion { get; internal set; }

    /// <summary>When the first version came.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who brought it.</summary>
    public required string CreatedBy { get; init; }
}
