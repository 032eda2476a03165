using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Components.Uploads;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Components.Pages.Data;

/// <summary>Brings a table in: shows its beginning, asks for a name, has the browser send it and stores it.</summary>
public sealed partial class Upload : UploadingComponent
{
    private const int ShownColumns = 30;

    private IBrowserFile? _file;
    private byte[] _head = [];
    private TablePreview? _preview;
    private UploadDraft _draft = new();
    private string _name = "";
    private string? _target;
    private string _description = "";

    [Inject]
    private DatasetService Datasets { get; set; } = default!;

    [Inject]
    private IOptions<DatasetOptions> Options { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private async Task ChooseAsync(InputFileChangeEventArgs args)
    {
        _file = args.File;
        Error = null;
        _preview = null;
        _target = null;
        _draft = new UploadDraft();
        _name = DatasetNames.Suggest(_file.Name);
        _head = new byte[Math.Min(TablePreview.EnoughBytes, _file.Size)];
        await using Stream stream = _file.OpenReadStream(long.MaxValue, Lifetime);
        await stream.ReadExactlyAsync(_head, Lifetime);
        await LookAgainAsync();
        _target = _preview?.SuggestedTarget;
    }

    // Reads the beginning of the file as the person says; a mistake leaves what was shown before.
    private async Task LookAgainAsync()
    {
        Error = null;
        try
        {
            TablePreview plain = await PreviewAsync(null);
            string[] columns = [.. plain.Columns.Select(column => column.Schema.Name)];
            _preview = _draft.ToOverrides(columns).Columns.Count == 0 ? plain : await PreviewAsync(columns);
            _target = _preview.Columns.Any(column => column.Schema.Name == _target) ? _target : _preview.SuggestedTarget;
        }
        catch (InvalidException exception)
        {
            Error = exception;
        }

        StateHasChanged();
    }

    // An earlier version of the same name is read as before, so the name counts as well.
    private Task<TablePreview> PreviewAsync(IEnumerable<string>? columns)
    {
        var upload = new DatasetUpload(_name.Trim(), _file!.Name, _description, _target, _draft.HasHeader) { Overrides = _draft.ToOverrides(columns) };
        return Datasets.PreviewAsync(upload, _head, Lifetime);
    }

    // The file comes by HTTP; it is checked and stored from here, so that the page can tell how far that is.
    private Task StoreAsync() => UploadAsync(async (actor, cancellationToken) =>
    {
        DatasetUpload upload = Describe(_file!);
        DatasetNames.Check(upload);
        using StagedArtifact staged = await SendAsync(_file!, cancellationToken);
        StoredDataset stored = await Datasets.StoreAsync(upload, staged, actor, cancellationToken);
        Navigation.NavigateTo(DataLinks.Version(stored.Version.Dataset, stored.Version.Version));
    });

    private DatasetUpload Describe(IBrowserFile file) => new(_name.Trim(), file.Name, _description, _target, _draft.HasHeader)
    {
        Overrides = _draft.ToOverrides(_preview?.Columns.Select(column => column.Schema.Name)),
        Progress = new Report<InspectionProgress>(progress => Show(UploadProgress.Reading(progress))),
    };
}
