using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Datasets;

/// <summary>Stores tables as immutable, numbered versions under their hash, and reads them.</summary>
/// <param name="contexts">Makes contexts.</param>
/// <param name="artifacts">Holds contents and analyses.</param>
/// <param name="audit">Told of each new version.</param>
/// <param name="inspections">Reads tables through, a few at once.</param>
/// <param name="options">Limits.</param>
/// <param name="clock">Dates the versions.</param>
/// <param name="logger">Told of each new version.</param>
public sealed partial class DatasetService(
    IDbContextFactory<MlOpsDbContext> contexts,
    ArtifactStore artifacts,
    AuditLog audit,
    InspectionGate inspections,
    IOptions<DatasetOptions> options,
    TimeProvider clock,
    ILogger<DatasetService> logger)
{
    // As many as this at once may race for the next number of one name; each loser tries again.
    private const int Attempts = 50;

    /// <summary>
    /// Stores a table: streams it to disk while hashing, checks and profiles it, and gives it the next number. Content that the data
    /// set holds already, read as it is to be read, stays one version, which comes back from the trash if it was there. A new version is read as
    /// the one before as far as it fits. Nothing is stored of a faulty table.
    /// </summary>
    /// <param name="upload">What comes with it.</param>
    /// <param name="content">CSV or TSV, plain or gzipped; read to its end and left open.</param>
    /// <param name="actor">Who brings it.</param>
    /// <param name="cancellationToken">Ends the work; nothing is stored then.</param>
    /// <exception cref="InvalidException">A field of the upload is at fault, or the file is not a well-formed table.</exception>
    /// <exception cref="BusyException">Too many tables wait to be read through already.</exception>
    public async Task<StoredDataset> StoreAsync(DatasetUpload upload, Stream content, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.DataScientist);
        DatasetNames.Check(upload);
        inspections.CheckRoom();
        using StagedArtifact staged = await StageAsync(content, cancellationToken);
        return await StoreAsync(upload, staged, actor, cancellationToken);
    }

    /// <summary>Stores a table that was staged before, as when its name arrives behind it.</summary>
    /// <param name="upload">What comes with it.</param>
    /// <param name="staged">The table, from <see cref="StageAsync"/>; the caller disposes of it.</param>
    /// <param name="actor">Who brings it.</param>
    /// <param name="cancellationToken">Ends the work; nothing is stored then.</param>
    /// <exception cref="InvalidException">A field of the upload is at fault, or the file is not a well-formed table.</exception>
    /// <exception cref="BusyException">Too many tables wait to be read through already.</exception>
    public async Task<StoredDataset> StoreAsync(DatasetUpload upload, StagedArtifact staged, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.DataScientist);
        ArgumentNullException.ThrowIfNull(staged);
        DatasetNames.Check(upload);
        (DatasetVersion? existing, bool isReadAgain) = await ReuseAsync(upload, staged.Sha256, actor.Name, cancellationToken);
        if (existing is not null)
        {
            await MendAsync(existing, upload, staged, cancellationToken);
            return new StoredDataset(existing, false);
        }

        DatasetUpload known = await WithEarlierReadingAsync(upload, cancellationToken);
        DatasetInspection inspection = await inspections.RunAsync(
            token => DatasetInspection.Of(staged, known, options.Value, token), cancellationToken);
        StoredArtifact analysis = await artifacts.PutAsync(inspection.AnalysisJson(), cancellationToken);
        await staged.CommitAsync(cancellationToken);
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                string key = isReadAgain ? SaidOfTable.KeyOf(inspection) : "";
                DatasetVersion version = await AddAsync(upload, staged, key, inspection, analysis, actor.Name, cancellationToken);
                Stored(version.Dataset, version.Version, version.Rows, version.Bytes, actor.Name);
                return new StoredDataset(version, true);
            }
            catch (DbUpdateException exception) when (exception.IsUniqueViolation() && attempt < Attempts)
            {
                // Somebody else stored the same content, or took the number, in between.
                (existing, isReadAgain) = await ReuseAsync(upload, staged.Sha256, actor.Name, cancellationToken);
                if (existing is not null)
                {
                    return new StoredDataset(existing, false);
                }
            }
        }
    }

    /// <summary>Stores the built-in sample, a made-up table of customers whose true relation is known; see its description.</summary>
    /// <param name="actor">Who asks for it.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<StoredDataset> StoreSampleAsync(Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.DataScientist);
        var upload = new DatasetUpload(SampleChurn.Name, "built-in sample", SampleChurn.Description, SampleChurn.Target, HasHeader: true);
        await using MemoryStream content = SampleChurn.Csv();
        return await StoreAsync(upload, content, actor, cancellationToken);
    }

    /// <summary>Streams a table to disk, unpacked if it is gzipped, without looking at its rows yet.</summary>
    /// <param name="content">CSV or TSV, plain or gzipped; read to its end and left open.</param>
    /// <param name="cancellationToken">Stops the copy; nothing stays behind.</param>
    /// <exception cref="InvalidException">The table is too large, or a gzip file is damaged.</exception>
    public async Task<StagedArtifact> StageAsync(Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        await using UploadStream unpacked = await UploadStream.OpenAsync(content, options.Value.MaxBytes, cancellationToken);
        StagedArtifact staged = await artifacts.StageAsync(unpacked, cancellationToken);
        try
        {
            unpacked.CheckEnd(staged.Path);
            return staged;
        }
        catch
        {
            staged.Dispose();
            throw;
        }
    }

    // What is said counts first, then how the version before is read.
    private async Task<DatasetUpload> WithEarlierReadingAsync(DatasetUpload upload, CancellationToken cancellationToken)
    {
        if (upload.Overrides.Earlier.Count > 0)
        {
            return upload;
        }

        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        DatasetVersion? previous = await PreviousAsync(context, upload.Name, cancellationToken);
        return previous is null ? upload : upload with
        {
            Overrides = upload.Overrides with { Earlier = previous.Columns.ToDictionary(column => column.Name, column => column.KnownReading, StringComparer.Ordinal) },
        };
    }

    private static Task<DatasetVersion?> PreviousAsync(MlOpsDbContext context, string dataset, CancellationToken cancellationToken) =>
        context.Set<DatasetVersion>().AsNoTracking().Where(one => one.Dataset == dataset && one.DeletedAt == null)
            .OrderByDescending(one => one.Version).FirstOrDefaultAsync(cancellationToken);

    // The version that holds the content and is read as it is to be, taken out of the trash if need be; and whether others hold it.
    private async Task<(DatasetVersion? Version, bool IsReadAgain)> ReuseAsync(DatasetUpload upload, string sha256, string actor, CancellationToken cancellationToken)
    {
        string dataset = upload.Name;
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        List<DatasetVersion> versions = await context.Set<DatasetVersion>()
            .Where(one => one.Dataset == dataset && one.Sha256 == sha256).OrderByDescending(one => one.Version).ToListAsync(cancellationToken);
        DatasetVersion? version = versions.Find(one => SaidOfTable.Agrees(one, upload));
        if (version?.DeletedAt is not null)
        {
            version.DeletedAt = null;
            version.DeletedBy = null;
            audit.Append(context, new AuditEntry(actor, "dataset.restored", "dataset_version", $"{dataset}:{version.Version}", "The same content was uploaded again."));
            try
            {
                await context.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateConcurrencyException)
            {
                // The trash was emptied just now: the content is stored anew.
                return (null, versions.Count > 1);
            }
        }

        return (version, versions.Count > 0);
    }

    private async Task<DatasetVersion> AddAsync(
        DatasetUpload upload, StagedArtifact staged, string readingKey, DatasetInspection inspection, StoredArtifact analysis, string actor, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        DateTimeOffset now = clock.GetUtcNow();
        int number = await NextNumberAsync(context, upload.Name, now, actor, cancellationToken);
        DatasetVersion? previous = await PreviousAsync(context, upload.Name, cancellationToken);
        var version = new DatasetVersion
        {
            Dataset = upload.Name,
            Version = number,
            Sha256 = staged.Sha256,
            ReadingKey = readingKey,
            Rows = inspection.Rows,
            Bytes = staged.Bytes,
            Columns = inspection.Columns,
            Format = inspection.Format,
            Target = inspection.Target,
            SuggestedTarget = inspection.SuggestedTarget,
            Description = string.IsNullOrWhiteSpace(upload.Description) ? null : upload.Description.Trim(),
            Warnings = [.. inspection.Warnings, .. SchemaWarnings.Of(previous, inspection.Columns)],
            CreatedAt = now,
            CreatedBy = actor,
            Source = DatasetNames.Source(upload.Source),
            AnalysisSha256 = analysis.Sha256,
            AnalysisBytes = analysis.Bytes,
        };
        context.Add(version);
        audit.Append(context, new AuditEntry(actor, "dataset.stored", "dataset_version", $"{version.Dataset}:{version.Version}"));
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return version;
    }

    // The update takes the row's lock, so that no two versions read the same number.
    private static async Task<int> NextNumberAsync(
        MlOpsDbContext context, string name, DateTimeOffset now, string actor, CancellationToken cancellationToken)
    {
        int updated = await context.Set<Dataset>().Where(dataset => dataset.Name == name)
            .ExecuteUpdateAsync(set => set.SetProperty(dataset => dataset.LastVersion, dataset => dataset.LastVersion + 1), cancellationToken);
        if (updated > 0)
        {
            return await context.Set<Dataset>().Where(dataset => dataset.Name == name).Select(dataset => dataset.LastVersion).SingleAsync(cancellationToken);
        }

        context.Add(new Dataset { Name = name, LastVersion = 1, CreatedAt = now, CreatedBy = actor });
        return 1;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Stored data set {Dataset}:{Version}, {Rows} rows, {Bytes} bytes, for {Actor}")]
    private partial void Stored(string dataset, int version, long rows, long bytes, string actor);
}
