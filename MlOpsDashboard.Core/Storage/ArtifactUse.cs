namespace MlOpsDashboard.Core.Storage;

/// <summary>What a stored file is kept for.</summary>
/// <param name="Kind">What kind of thing has it, as in <c>dataset_version</c>.</param>
/// <param name="Name">Which one, as in <c>adult:1</c>.</param>
/// <param name="Sha256">The file's name in the store.</param>
public sealed record ArtifactUse(string Kind, string Name, string Sha256)
{
    /// <summary>A file of which only the content is known.</summary>
    internal static ArtifactUse Unknown(string sha256) => new("artifact", sha256, sha256);

    /// <summary>As a sentence names it: <c>dataset version adult:1</c>.</summary>
    public override string ToString() => $"{Kind.Replace('_', ' ')} {Name}";
}
