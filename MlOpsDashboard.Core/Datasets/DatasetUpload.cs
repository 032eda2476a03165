using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Datasets;

/// <summary>What comes with an uploaded table.</summary>
/// <param name="Name">The data set's name.</param>
/// <param name="Source">The file's name; folders before it are dropped.</param>
/// <param name="Description">What the data is.</param>
/// <param name="Target">The column to predict.</param>
/// <param name="HasHeader">Whether the first row holds the columns' names; null asks to find out.</param>
public sealed record DatasetUpload(string Name, string? Source = null, string? Description = null, string? Target = null, bool? HasHeader = null)
{
    /// <summary>What is said of how the table is written, where finding out would go wrong.</summary>
    public TableOverrides Overrides { get; init; } = TableOverrides.None;

    /// <summary>Told how far the reading of the table has come, about a hundred times a step; null for nobody.</summary>
    public IProgress<InspectionProgress>? Progress { get; init; }
}
