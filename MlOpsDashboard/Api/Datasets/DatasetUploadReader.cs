using MlOpsDashboard.Api.Uploads;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;

namespace MlOpsDashboard.Api.Datasets;

/// <summary>Stores the table of an upload.</summary>
/// <param name="uploads">Reads the form.</param>
/// <param name="datasets">Stores the file.</param>
/// <param name="inspections">Says whether there is room.</param>
internal sealed class DatasetUploadReader(UploadReader uploads, DatasetService datasets, InspectionGate inspections)
{
    /// <summary>Stores what a request brings.</summary>
    /// <param name="request">A request with a multipart form.</param>
    /// <param name="actor">Who sends it.</param>
    /// <param name="cancellationToken">Ends the work; nothing is stored then.</param>
    /// <exception cref="InvalidException">A field is missing or at fault.</exception>
    /// <exception cref="BusyException">Too many tables wait to be read through already.</exception>
    public async Task<StoredDataset> StoreAsync(HttpRequest request, Actor actor, CancellationToken cancellationToken)
    {
        inspections.CheckRoom();
        using UploadedForm form = await uploads.ReadAsync(request, CheckEarly, cancellationToken);
        return form.File is { } file
            ? await datasets.StoreAsync(Upload(form.Fields, form.FileName), file, actor, cancellationToken)
            : throw new InvalidException("file", "file is missing: send the table as a multipart field called file.");
    }

    /// <summary>Says how the table of a request would be read; nothing is stored.</summary>
    /// <param name="request">A request with a multipart form.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="InvalidException">A field is missing or at fault.</exception>
    /// <exception cref="BusyException">Too many tables wait to be read through already.</exception>
    public async Task<TablePreview> PreviewAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        inspections.CheckRoom();
        using UploadedForm form = await uploads.ReadAsync(request, fields => Upload(fields, null), cancellationToken);
        return form.File is { } file
            ? await datasets.PreviewAsync(Upload(form.Fields, form.FileName), file, cancellationToken)
            : throw new InvalidException("file", "file is missing: send the table, or its first rows, as a multipart field called file.");
    }

    private static DatasetUpload Upload(IReadOnlyDictionary<string, string> fields, string? fileName) => new(
        fields.GetValueOrDefault("name")?.Trim() ?? "",
        fileName,
        fields.GetValueOrDefault("description"),
        fields.GetValueOrDefault("target"),
        OverridesReader.Header(fields))
    {
        Overrides = OverridesReader.Read(fields),
    };

    // A bad name that stands before a large file is told before the file is read.
    private static void CheckEarly(IReadOnlyDictionary<string, string> fields)
    {
        DatasetUpload upload = Upload(fields, null);
        if (fields.ContainsKey("name"))
        {
            DatasetNames.Check(upload);
        }
    }
}
