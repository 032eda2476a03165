using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Datasets;

public sealed partial class DatasetService
{
    /// <summary>What is known to be wrong with a version's stored files; null when nothing is.</summary>
    /// <param name="version">The version.</param>
    public string? ProblemOf(DatasetVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return artifacts.ProblemOf(version.Sha256) ?? artifacts.ProblemOf(version.AnalysisSha256);
    }

    // The same content again is how a damaged or lost file comes back, and what was computed of it.
    private async Task MendAsync(DatasetVersion version, DatasetUpload upload, StagedArtifact staged, CancellationToken cancellationToken)
    {
        if (await artifacts.CheckAsync(version.Analysis, cancellationToken) is not null)
        {
            DatasetInspection inspection = await Task.Run(
                () => DatasetInspection.Of(staged, upload, options.Value, cancellationToken), cancellationToken);
            StoredArtifact analysis = await artifacts.PutAsync(inspection.AnalysisJson(), cancellationToken);
            await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
            await context.Set<DatasetVersion>().Where(one => one.Dataset == version.Dataset && one.Version == version.Version).ExecuteUpdateAsync(
                set => set.SetProperty(one => one.AnalysisSha256, analysis.Sha256).SetProperty(one => one.AnalysisBytes, analysis.Bytes), cancellationToken);
        }

        await staged.CommitAsync(cancellationToken);
    }
}
