using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Datasets.Profiling;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Datasets;

public sealed partial class DatasetService
{
    // Shifts are a matter of shares: of larger tables a regular sample of rows is compared.
    private const long MostShiftCells = 10_000_000;

    private const string Listing = "datasets";
    private const string VersionListing = "dataset versions";

    /// <summary>A version that is not in the trash.</summary>
    /// <param name="dataset">The data set's name.</param>
    /// <param name="version">Its number; null means the latest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is none.</exception>
    public async Task<DatasetVersion> GetAsync(string dataset, int? version, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<DatasetVersion>().AsNoTracking()
            .Where(one => one.Dataset == dataset && one.DeletedAt == null && (version == null || one.Version == version))
            .OrderByDescending(one => one.Version).FirstOrDefaultAsync(cancellationToken)
            ?? throw new NotFoundException(version is null ? $"There is no data set '{dataset}'." : $"There is no data set '{dataset}' with a version {version}.");
    }

    /// <summary>How many data sets have a version outside the trash.</summary>
    /// <param name="find">What their names must have in them; null or blank for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<int> CountAsync(string? find, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<DatasetVersion>().Where(one => one.DeletedAt == null).Select(one => one.Dataset)
            .Containing(name => name, find).Distinct().CountAsync(cancellationToken);
    }

    /// <summary>The data sets that have a version outside the trash, in order of their names: the latest version of each.</summary>
    /// <param name="query">Which page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Page<DatasetSummary>> ListAsync(PageQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        IQueryable<DatasetVersion> kept = context.Set<DatasetVersion>().Where(one => one.DeletedAt == null).Containing(one => one.Dataset, query.Find);
        kept = query.After?.Of(Listing, 1) is { } after ? kept.After(one => one.Dataset, after.Text(0)) : kept;
        var names = await kept
            .GroupBy(one => one.Dataset)
            .Select(group => new { Name = group.Key, Latest = group.Max(one => one.Version), Count = group.Count(), Bytes = group.Sum(one => one.Bytes) })
            .OrderBy(group => group.Name).Skip(query.Offset).Take(query.Limit + 1).ToListAsync(cancellationToken);
        var page = query.ToPage(names, name => new PageKey(Listing, name.Name));
        string[] wanted = [.. page.Items.Select(name => name.Name)];
        List<DatasetVersion> versions = await context.Set<DatasetVersion>().AsNoTracking()
            .Where(one => wanted.Contains(one.Dataset) && one.DeletedAt == null
                && one.Version == context.Set<DatasetVersion>().Where(other => other.Dataset == one.Dataset && other.DeletedAt == null).Max(other => other.Version))
            .ToListAsync(cancellationToken);
        var latest = versions.ToDictionary(one => one.Dataset, StringComparer.Ordinal);
        return new Page<DatasetSummary>(
            [.. page.Items.Where(name => latest.ContainsKey(name.Name)).Select(name => new DatasetSummary(latest[name.Name], name.Count, name.Bytes))],
            page.NextCursor);
    }

    /// <summary>The versions of a data set that are not in the trash, the latest first.</summary>
    /// <param name="dataset">The data set's name.</param>
    /// <param name="query">Which page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">There is none.</exception>
    public async Task<Page<DatasetVersion>> VersionsAsync(string dataset, PageQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        await GetAsync(dataset, null, cancellationToken);
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        IQueryable<DatasetVersion> versions = context.Set<DatasetVersion>().AsNoTracking().Where(one => one.Dataset == dataset && one.DeletedAt == null);
        versions = query.After?.Of(VersionListing, 1) is { } after ? versions.After(one => one.Version, after.Small(0), descending: true) : versions;
        return query.ToPage(
            await versions.OrderByDescending(one => one.Version).Skip(query.Offset).Take(query.Limit + 1).ToListAsync(cancellationToken),
            version => new PageKey(VersionListing, PageKey.Text(version.Version)));
    }

    /// <summary>How many versions a data set has.</summary>
    /// <param name="dataset">The data set's name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<int> CountVersionsAsync(string dataset, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<DatasetVersion>().CountAsync(one => one.Dataset == dataset && one.DeletedAt == null, cancellationToken);
    }

    /// <summary>What a version looks like.</summary>
    /// <param name="dataset">The data set's name.</param>
    /// <param name="version">Its number; null means the latest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<DatasetProfile> ProfileAsync(string dataset, int? version, CancellationToken cancellationToken) =>
        (await AnalysisAsync(dataset, version, cancellationToken)).Profile;

    /// <summary>What speaks against training on a version as it is.</summary>
    /// <param name="dataset">The data set's name.</param>
    /// <param name="version">Its number; null means the latest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ValidationReport> ValidationAsync(string dataset, int? version, CancellationToken cancellationToken) =>
        (await AnalysisAsync(dataset, version, cancellationToken)).Validation;

    /// <summary>A version's content, byte for byte as it was stored; the stream can seek.</summary>
    /// <param name="dataset">The data set's name.</param>
    /// <param name="version">Its number; null means the latest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Stream> OpenContentAsync(string dataset, int? version, CancellationToken cancellationToken) =>
        await artifacts.OpenOftenAsync((await GetAsync(dataset, version, cancellationToken)).Content, cancellationToken);

    /// <summary>How a table would be read, were it stored now; nothing is stored.</summary>
    /// <param name="upload">What comes with it; its name may be empty, else an earlier version of it counts.</param>
    /// <param name="staged">The table, from <see cref="StageAsync"/>; the caller disposes of it.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="InvalidException">The file is no table, or a column is not what somebody says it is.</exception>
    /// <exception cref="BusyException">Too many tables wait to be read through already.</exception>
    public async Task<TablePreview> PreviewAsync(DatasetUpload upload, StagedArtifact staged, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(upload);
        ArgumentNullException.ThrowIfNull(staged);
        DatasetUpload known = await WithEarlierReadingAsync(upload, cancellationToken);
        var limits = new CsvLimits(options.Value.MaxFieldBytes, options.Value.MaxColumns);
        return await inspections.RunAsync(
            token => TablePreview.Of(() => DatasetInspection.Open(staged), DatasetInspection.Said(known), limits, token), cancellationToken);
    }

    /// <summary>How the beginning of a table would be read, were it stored now.</summary>
    /// <param name="upload">What comes with it; its name may be empty, else an earlier version of it counts.</param>
    /// <param name="head">Its first bytes, plain or gzipped; <see cref="TablePreview.EnoughBytes"/> of a longer file.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidException">The file is no table, or a column is not what somebody says it is.</exception>
    public async Task<TablePreview> PreviewAsync(DatasetUpload upload, byte[] head, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(upload);
        DatasetUpload known = await WithEarlierReadingAsync(upload, cancellationToken);
        return await Task.Run(() => TablePreview.OfHead(head, DatasetInspection.Said(known)), cancellationToken);
    }

    /// <summary>Reads a version into memory.</summary>
    /// <param name="dataset">The data set's name.</param>
    /// <param name="version">Its number.</param>
    /// <param name="columns">The columns wanted; null means all. They come in the order of the file.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <exception cref="InvalidException">A wanted column does not exist.</exception>
    public async Task<DataTable> LoadAsync(
        string dataset, int version, IReadOnlyCollection<string>? columns, CancellationToken cancellationToken) =>
        await LoadAsync(await GetAsync(dataset, version, cancellationToken), columns, 1, cancellationToken);

    /// <summary>
    /// Reads some rows of a version into memory: all when they are no more than asked for, else a random sample by a seed, drawn of rows at regular
    /// steps where the table is much larger still. The same seed gives the same rows.
    /// </summary>
    /// <param name="stored">The version.</param>
    /// <param name="columns">The columns wanted.</param>
    /// <param name="most">Rows at most.</param>
    /// <param name="seed">Chooses the rows.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    public async Task<DataTable> LoadSampleAsync(
        DatasetVersion stored, IReadOnlyCollection<string> columns, int most, int seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(columns);
        int every = (int)Math.Max(1, Math.Min(stored.Rows / Math.Max(1, most), stored.Rows * Math.Max(1, columns.Count) / MostShiftCells));
        DataTable table = await LoadAsync(stored, columns, every, cancellationToken);
        if (table.RowCount <= most)
        {
            return table;
        }

        int[] rows = [.. Enumerable.Range(0, table.RowCount)];
        new Random(seed).Shuffle(rows);
        Array.Sort(rows, 0, most);
        return table.Take(rows[..most]);
    }

    /// <summary>Some rows of a version as they are written in the file.</summary>
    /// <param name="dataset">The data set's name.</param>
    /// <param name="version">Its number.</param>
    /// <param name="offset">Rows to skip.</param>
    /// <param name="limit">Rows at most.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    public async Task<IReadOnlyList<string[]>> RowsAsync(string dataset, int version, long offset, int limit, CancellationToken cancellationToken)
    {
        DatasetVersion stored = await GetAsync(dataset, version, cancellationToken);
        Stream content = await artifacts.OpenOftenAsync(stored.Content, cancellationToken);
        return await Task.Run(() => RowReader.Read(content, stored.Format, offset, limit, cancellationToken), cancellationToken);
    }

    /// <summary>Compares two versions of a data set.</summary>
    /// <param name="dataset">The data set's name.</param>
    /// <param name="from">The number of the version before.</param>
    /// <param name="to">The number of the version after.</param>
    /// <param name="key">Names of the columns that name a row; null or empty compares rows as a multiset.</param>
    /// <param name="cancellationToken">Ends the comparison early.</param>
    /// <exception cref="InvalidException">A key column does not exist in both, or does not name rows uniquely.</exception>
    public async Task<DatasetDiff> DiffAsync(string dataset, int from, int to, IReadOnlyList<string>? key, CancellationToken cancellationToken)
    {
        DatasetVersion before = await GetAsync(dataset, from, cancellationToken);
        DatasetVersion after = await GetAsync(dataset, to, cancellationToken);
        string[] shared = [.. before.Columns.Where(column => column.Type != ColumnType.Text
            && after.Columns.Any(other => other.Name == column.Name && other.Type == column.Type)).Select(column => column.Name)];
        DataTable old = await LoadAsync(before, shared, SampleStep(before, shared.Length), cancellationToken);
        DataTable young = await LoadAsync(after, shared, SampleStep(after, shared.Length), cancellationToken);
        return await Task.Run(
            () => DatasetDiff.Of(
                new DiffSide(before.Version, before.Columns, before.Format, before.Rows, () => artifacts.OpenRead(before.Sha256)),
                new DiffSide(after.Version, after.Columns, after.Format, after.Rows, () => artifacts.OpenRead(after.Sha256)),
                key ?? [],
                ShiftSearch.Of(old, young),
                cancellationToken),
            cancellationToken);
    }

    private static int SampleStep(DatasetVersion version, int columns) =>
        (int)Math.Max(1, version.Rows * Math.Max(1, columns) / MostShiftCells);

    private async Task<DataTable> LoadAsync(DatasetVersion stored, IReadOnlyCollection<string>? columns, int every, CancellationToken cancellationToken)
    {
        string? unknown = columns?.FirstOrDefault(name => stored.Columns.All(column => column.Name != name));
        if (unknown is not null)
        {
            throw new InvalidException("features", $"Data set '{stored.Dataset}' version {stored.Version} has no column '{unknown}'.");
        }

        Stream content = await artifacts.OpenAsync(stored.Content, cancellationToken);
        return await Task.Run(
            () => TableReader.Read(
                content, stored.Format, stored.Columns, stored.Rows, columns, every, cancellationToken),
            cancellationToken);
    }

    private async Task<DatasetAnalysis> AnalysisAsync(string dataset, int? version, CancellationToken cancellationToken)
    {
        DatasetVersion stored = await GetAsync(dataset, version, cancellationToken);
        await using Stream json = await artifacts.OpenOftenAsync(stored.Analysis, cancellationToken);
        return (await JsonSerializer.DeserializeAsync<DatasetAnalysis>(json, DatasetJson.Options, cancellationToken))!;
    }
}
