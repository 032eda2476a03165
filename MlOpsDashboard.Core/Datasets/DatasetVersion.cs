using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Datasets;

/// <summary>An immutable table under a name and a number.</summary>
public sealed class DatasetVersion
{
    /// <summary>The data set's name.</summary>
    public required string Dataset { get; init; }

    /// <summary>From 1; a number is never given twice.</summary>
    public required int Version { get; init; }

    /// <summary>The SHA-256 of the content, lower-case hexadecimal. Of gzipped uploads the content is what was inside.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Tells versions of the same content apart that are read in different ways; empty for the first one.</summary>
    public string ReadingKey { get; init; } = "";

    /// <summary>The number of rows, without the header.</summary>
    public required long Rows { get; init; }

    /// <summary>The content's length.</summary>
    public required long Bytes { get; init; }

    /// <summary>The columns, in file order.</summary>
    public required IReadOnlyList<ColumnSchema> Columns { get; init; }

    /// <summary>How the content is written.</summary>
    public required CsvFormat Format { get; init; }

    /// <summary>The column to predict, as named at the upload; null when none was.</summary>
    public string? Target { get; init; }

    /// <summary>The column that is likely to be predicted; null when none could be.</summary>
    public string? SuggestedTarget { get; init; }

    /// <summary>What the data is, in the words of who brought it.</summary>
    public string? Description { get; init; }

    /// <summary>What the maker of the file should know, in sentences.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>When it was stored.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who brought it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>Where it came from: the name of the uploaded file, or what made it.</summary>
    public required string Source { get; init; }

    /// <summary>The SHA-256 of the artifact that holds profile and validation report.</summary>
    public required string AnalysisSha256 { get; init; }

    /// <summary>The length of that artifact.</summary>
    public required long AnalysisBytes { get; init; }

    /// <summary>When it was put into the trash; null while it is in use.</summary>
    public DateTimeOffset? DeletedAt { get; internal set; }

    /// <summary>Who put it into the trash.</summary>
    public string? DeletedBy { get; internal set; }

    /// <summary>The file of its rows.</summary>
    internal ArtifactUse Content => ContentOf(Dataset, Version, Sha256);

    /// <summary>The file of its profile and validation report.</summary>
    internal ArtifactUse Analysis => AnalysisOf(Dataset, Version, AnalysisSha256);

    internal static ArtifactUse ContentOf(string dataset, int version, string sha256) =>
        new("dataset_version", FormattableString.Invariant($"{dataset}:{version}"), sha256);

    internal static ArtifactUse AnalysisOf(string dataset, int version, string sha256) =>
        new("dataset_profile", FormattableString.Invariant($"{dataset}:{version}"), sha256);
}
