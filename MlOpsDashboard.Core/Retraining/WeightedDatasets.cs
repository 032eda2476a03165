using System.Globalization;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Retraining;

/// <summary>Adds to a data set how much each of its rows counts, by its likeness to the last of them.</summary>
internal sealed class WeightedDatasets(DatasetService datasets)
{
    /// <summary>The column of the weights.</summary>
    public const string Column = "importance_weight";

    private const int RowsBetweenFlushes = 500;

    /// <summary>Stores the rows with their weights as the next version of the data set.</summary>
    /// <param name="rows">The rows; the latest are the last.</param>
    /// <param name="champion">Says which columns count.</param>
    /// <param name="latest">So many of the labelled rows are the latest.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<StoredDataset> StoreAsync(LabelledDataset rows, ModelVersion champion, int latest, CancellationToken cancellationToken)
    {
        DatasetVersion version = rows.Stored.Version;
        ModelSignature signature = new ActualReader(champion).Signature;
        string[] features = [.. signature.Features.Where(feature => feature.Text is null).Select(feature => feature.Name)
            .Where(name => name != Column && version.Columns.Any(column => column.Name == name))];
        DataTable table = await datasets.LoadAsync(version.Dataset, version.Version, features, cancellationToken).ConfigureAwait(false);
        float[] weights = ImportanceWeights.Of(table, (int)Math.Min(latest, Math.Min(rows.Labelled, table.RowCount / 2)), cancellationToken);
        using StagedArtifact staged = await WrittenTable.StageAsync(datasets, output => CopyAsync(version, weights, output, cancellationToken), cancellationToken).ConfigureAwait(false);
        var upload = new DatasetUpload(version.Dataset, version.Source, $"{version.Description} Weighted by likeness to the latest rows.", champion.Target, HasHeader: true)
        {
            Overrides = TableOverrides.None with { Earlier = version.Columns.ToDictionary(column => column.Name, column => column.KnownReading, StringComparer.Ordinal) },
        };
        return await datasets.StoreAsync(upload, staged, Actor.Program(RetrainingWork.Name), cancellationToken).ConfigureAwait(false);
    }

    private async Task CopyAsync(DatasetVersion version, float[] weights, WrittenTable output, CancellationToken cancellationToken)
    {
        int[] kept = [.. Enumerable.Range(0, version.Columns.Count).Where(i => version.Columns[i].Name != Column)];
        output.Rows.Row([.. kept.Select(i => version.Columns[i].Name), Column]);
        Stream content = await datasets.OpenContentAsync(version.Dataset, version.Version, cancellationToken).ConfigureAwait(false);
        using CsvReader reader = version.Format.OpenRows(content);
        if (version.Format.HasHeader)
        {
            reader.Read();
        }

        for (int row = 0; reader.Read(); row++)
        {
            foreach (int column in kept)
            {
                output.Rows.Field(column < reader.FieldCount ? reader.Text(column) : "");
            }

            output.Rows.Field(weights[row].ToString("G4", CultureInfo.InvariantCulture));
            output.Rows.EndRow();
            if (row % RowsBetweenFlushes == 0 && !await output.FlushAsync(cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }

        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}
