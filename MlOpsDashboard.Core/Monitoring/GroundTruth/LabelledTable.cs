using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Monitoring.GroundTruth;

/// <summary>Writes labelled predictions as a CSV file, a few hundred rows in memory at a time. Used once.</summary>
internal sealed class LabelledTable
{
    private const int ChunkSize = 500;

    private readonly IDbContextFactory<MlOpsDbContext> _contexts;
    private readonly VersionReaders _readers;
    private readonly DatasetService _datasets;
    private readonly DatasetVersion? _original;
    private readonly string _target;
    private readonly string[] _columns;
    private readonly Dictionary<int, Dictionary<string, CellText>> _cells = [];
    private readonly SortedSet<int> _versions = [];

    /// <summary>Makes a table that is not written yet.</summary>
    /// <param name="contexts">The database.</param>
    /// <param name="readers">Understands the versions.</param>
    /// <param name="datasets">Holds the original.</param>
    /// <param name="signature">Gives the columns when there is no original.</param>
    /// <param name="original">The data set whose rows come first, and whose columns the table has; null for none.</param>
    /// <param name="withIgnored">Whether the table without an original has the columns that the model ignores, too.</param>
    public LabelledTable(
        IDbContextFactory<MlOpsDbContext> contexts, VersionReaders readers, DatasetService datasets, ModelSignature signature, DatasetVersion? original, bool withIgnored)
    {
        _contexts = contexts;
        _readers = readers;
        _datasets = datasets;
        _original = original;
        _target = signature.Target;
        _columns = original is null
            ? [.. signature.Features.Select(feature => feature.Name), .. withIgnored ? signature.Ignored.Select(column => column.Name) : [], signature.Target]
            : [.. original.Columns.Select(column => column.Name)];
        Readings = original is null
            ? signature.Features.ToDictionary(feature => feature.Name, feature => Plainly(feature.KnownReading), StringComparer.Ordinal)
            : original.Columns.ToDictionary(column => column.Name, column => Plainly(column.KnownReading), StringComparer.Ordinal);
    }

    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>Predictions made from here on.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Predictions made before this.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Labelled predictions written so far.</summary>
    public long Labelled { get; private set; }

    /// <summary>Rows of the original written so far.</summary>
    public long Original { get; private set; }

    /// <summary>Labelled predictions left out so far.</summary>
    public long Skipped { get; private set; }

    /// <summary>When the first prediction written was made.</summary>
    public DateTimeOffset? First { get; private set; }

    /// <summary>When the last prediction written was made.</summary>
    public DateTimeOffset? Last { get; private set; }

    /// <summary>How the columns are read: as the data or the model has them, with numbers and dates as programs write them.</summary>
    public IReadOnlyDictionary<string, ColumnReading> Readings { get; }

    /// <summary>The versions whose predictions were written.</summary>
    public IReadOnlyCollection<int> Versions => _versions;

    /// <summary>Writes the table.</summary>
    /// <param name="output">Takes it.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task WriteAsync(WrittenTable output, CancellationToken cancellationToken)
    {
        output.Rows.Row(_columns);
        if (await output.FlushAsync(cancellationToken).ConfigureAwait(false)
            && (_original is null || await WriteOriginalAsync(_original, output, cancellationToken).ConfigureAwait(false)))
        {
            await WriteLabelledAsync(output, cancellationToken).ConfigureAwait(false);
        }
    }

    // False when nobody reads any more.
    private async Task<bool> WriteOriginalAsync(DatasetVersion original, WrittenTable output, CancellationToken cancellationToken)
    {
        Stream content = await _datasets.OpenContentAsync(original.Dataset, original.Version, cancellationToken).ConfigureAwait(false);
        using CsvReader reader = original.Format.OpenRows(content);
        if (original.Format.HasHeader)
        {
            reader.Read();
        }

        ColumnReading[] readings = [.. original.Columns.Select(column => column.KnownReading)];
        while (reader.Read())
        {
            for (int i = 0; i < _columns.Length; i++)
            {
                output.Rows.Field(i < reader.FieldCount ? Rewrite(reader.Text(i), readings[i]) : "");
            }

            output.Rows.EndRow();
            Original++;
            if (Original % ChunkSize == 0 && !await output.FlushAsync(cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }

        return await output.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private static ColumnReading Plainly(ColumnReading reading) => reading with { Number = null, Date = null };

    // Numbers and dates in the file's own forms would be misread beside those of predictions.
    private static string Rewrite(string field, ColumnReading reading) =>
        reading.IsMissing(field.AsSpan()) ? ""
        : reading.Type == ColumnType.DateTime && reading.TryDate(field.AsSpan(), out double seconds) ? CellText.Date(seconds)
        : reading is { Type: ColumnType.Numeric, Number: not null } && reading.TryNumber(field.AsSpan(), out double number) ? number.ToString("R", CultureInfo.InvariantCulture)
        : field;

    private async Task WriteLabelledAsync(WrittenTable output, CancellationToken cancellationToken)
    {
        (DateTimeOffset at, long id) = (From, 0);
        while (true)
        {
            List<(Truth Truth, string? Features)> chunk = await ReadAsync(at, id, cancellationToken).ConfigureAwait(false);
            foreach ((Truth truth, string? features) in chunk)
            {
                await WriteAsync(output.Rows, truth, features, cancellationToken).ConfigureAwait(false);
            }

            if (!await output.FlushAsync(cancellationToken).ConfigureAwait(false) || chunk.Count < ChunkSize)
            {
                return;
            }

            (at, id) = (chunk[^1].Truth.PredictedAt, chunk[^1].Truth.Id);
        }
    }

    private async Task<List<(Truth Truth, string? Features)>> ReadAsync(DateTimeOffset at, long id, CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            var rows = await context.Set<Truth>().AsNoTracking()
                .Where(truth => truth.ModelName == Model && truth.PredictedAt >= at && truth.PredictedAt < To && (truth.PredictedAt > at || truth.Id > id))
                .OrderBy(truth => truth.PredictedAt).ThenBy(truth => truth.Id).Take(ChunkSize)
                .Select(truth => new
                {
                    Truth = truth,
                    Features = context.Set<PredictionRecord>().Where(record => record.RequestId == truth.RequestId).Select(record => record.Features).FirstOrDefault(),
                })
                .ToListAsync(cancellationToken).ConfigureAwait(false);
            return [.. rows.Select(row => (row.Truth, row.Features))];
        }
    }

    private async Task WriteAsync(CsvWriter csv, Truth truth, string? features, CancellationToken cancellationToken)
    {
        ActualReader? reader = await _readers.FindAsync(truth.ModelName, truth.ModelVersion, cancellationToken).ConfigureAwait(false);
        if (reader is null || features is null)
        {
            Skipped++;
            return;
        }

        if (!_cells.TryGetValue(truth.ModelVersion, out Dictionary<string, CellText>? cells))
        {
            cells = reader.Signature.Features.ToDictionary(feature => feature.Name, feature => new CellText(feature), StringComparer.Ordinal);
            _cells[truth.ModelVersion] = cells;
            _versions.Add(truth.ModelVersion);
        }

        Dictionary<string, JsonElement> values = LoggedFeatures.ByName(features, reader.Signature);
        foreach (string column in _columns)
        {
            csv.Field(column == _target ? reader.Text(truth.Actual)
                : !values.TryGetValue(column, out JsonElement value) ? ""
                : cells.TryGetValue(column, out CellText? cell) ? cell.Of(value)
                : CellText.Plain(value));
        }

        csv.EndRow();
        Labelled++;
        First ??= truth.PredictedAt;
        Last = truth.PredictedAt;
    }
}
