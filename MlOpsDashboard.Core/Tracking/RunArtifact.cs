using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Tracking;

/// <summary>A file that a run left behind.</summary>
public sealed class RunArtifact
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>The path inside the run, with forward slashes.</summary>
    public required string Path { get; init; }

    /// <summary>The media type.</summary>
    public required string ContentType { get; set; }

    /// <summary>The SHA-256 of the content, under which the artifact store holds it.</summary>
    public required string Sha256 { get; set; }

    /// <summary>The size in bytes.</summary>
    public required long Bytes { get; set; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset CreatedAt { get; set; }

    internal static ArtifactUse FileOf(string runId, string path, string sha256) => new("run_file", $"{runId}/{path}", sha256);
}
