namespace MlOpsDashboard.Core.Storage;

/// <summary>A stored file that cannot be used.</summary>
/// <param name="Use">What it is kept for.</param>
/// <param name="IsMissing">Whether the store does not hold it; else its bytes are others than those that were stored, or cannot be read.</param>
/// <param name="Problem">What is wrong, as the end of a sentence: <c>its file does not match …</c>.</param>
public sealed record ArtifactDamage(ArtifactUse Use, bool IsMissing, string Problem)
{
    /// <summary>What to tell whoever wanted it.</summary>
    public override string ToString() => $"{Use} cannot be used: {Problem}. The same content brought in again mends it.";
}
