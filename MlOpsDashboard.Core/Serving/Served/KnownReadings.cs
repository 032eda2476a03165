using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Serving.Served;

/// <summary>
/// Gives models that were stored before models kept their readings the reading of the data that they were trained on, so that a date is read as
/// in training.
/// </summary>
/// <param name="contexts">The database, which knows how data is read.</param>
/// <param name="logger">Told where nobody knows.</param>
internal sealed partial class KnownReadings(IDbContextFactory<MlOpsDbContext> contexts, ILogger<KnownReadings> logger)
{
    /// <summary>The model with the readings of its dates.</summary>
    /// <param name="version">The version that it is.</param>
    /// <param name="model">As its artifact has it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<TrainedModel> CompleteAsync(ModelVersion version, TrainedModel model, CancellationToken cancellationToken)
    {
        if (!model.Signature.Features.Any(IsUnknown))
        {
            return model;
        }

        IReadOnlyList<ColumnSchema>? columns = await ColumnsAsync(version, cancellationToken).ConfigureAwait(false);
        if (columns is null)
        {
            ReadingIsUnknown(version.ModelId, string.Join(", ", model.Signature.Features.Where(IsUnknown).Select(feature => feature.Name)));
            return model;
        }

        ModelSignature signature = model.Signature with
        {
            Features = [.. model.Signature.Features.Select(feature => IsUnknown(feature)
                ? feature with { Reading = columns.FirstOrDefault(column => column.Name == feature.Name && column.Type == feature.Type)?.KnownReading }
                : feature)],
        };
        return new TrainedModel(signature, model.Pipeline, model.Model, model.Metadata) { Background = model.Background };
    }

    // The usual reading of numbers and words was the only one.
    private static bool IsUnknown(FeatureSignature feature) => feature.Type == ColumnType.DateTime && feature.Reading is null;

    private async Task<IReadOnlyList<ColumnSchema>?> ColumnsAsync(ModelVersion version, CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            DatasetVersion? data = await context.Set<DatasetVersion>().AsNoTracking()
                .FirstOrDefaultAsync(one => one.Dataset == version.DatasetName && one.Version == version.DatasetVersion && one.Sha256 == version.DatasetSha256, cancellationToken)
                .ConfigureAwait(false);
            return data?.Columns;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Model} does not say how its dates ({Features}) are written, and its data is not there any more: 03/04/2024 is read with the day first. Train it anew to be sure")]
    private partial void ReadingIsUnknown(string model, string features);
}
