namespace MlOpsDashboard.Core.Storage.Integrity;

/// <summary>How the stored files are.</summary>
/// <param name="Checked">The number of files that were looked for; content that two things share counts once.</param>
/// <param name="Damaged">Those whose bytes are not what was stored, one entry for each thing that has it.</param>
/// <param name="Missing">Those that the store does not hold, one entry for each thing that has it.</param>
public sealed record ArtifactReport(long Checked, IReadOnlyList<ArtifactDamage> Damaged, IReadOnlyList<ArtifactDamage> Missing);
