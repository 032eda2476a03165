using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Access;
using MlOpsDashboard.Components.Layout;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Components.Pages.Data;

/// <summary>Brings a table in: shows its beginning, asks for a name, has the browser send it and stores it.</summary>
public sealed partial class Upload : LiveComponent
{
    private const int ShownColumns = 30;
    private const string Cancelled = "The upload was cancelled; nothing was stored.";

    private IBrowserFile? _file;
    private byte[] _head = [];
    private TablePreview? _preview;
    private UploadDraft _draft = new();
    private string _name = "";
    private string? _target;
    private string _description = "";
    private CancellationTokenSource? _running;
    private UploadProgress _progress = UploadProgress.Begin(0);
    private FileDrop? _drop;
    private object? _error;

    [Inject]
    private DatasetService Datasets { get; set; } = default!;

    [Inject]
    private IOptions<DatasetOptions> Options { get; set; } = default!;

    [Inject]
    private StagedUploads Places { get; set; } = default!;

    [Inject]
    private UploadInterop Browser { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    private bool IsRunning => _running is not null;

    private async Task ChooseAsync(InputFileChangeEventArgs args)
    {
        _file = args.File;
        _error = null;
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
        _error = null;
        try
        {
            TablePreview plain = await PreviewAsync(null);
            string[] columns = [.. plain.Columns.Select(column => column.Schema.Name)];
            _preview = _draft.ToOverrides(columns).Columns.Count == 0 ? plain : await PreviewAsync(columns);
            _target = _preview.Columns.Any(column => column.Schema.Name == _target) ? _target : _preview.SuggestedTarget;
        }
        catch (InvalidException exception)
        {
            _error = exception;
        }

        StateHasChanged();
    }

    // An earlier version of the same name is read as before, so the name counts as well.
    private Task<TablePreview> PreviewAsync(IEnumerable<string>? columns)
    {
        var upload = new DatasetUpload(_name.Trim(), _file!.Name, _description, _target, _draft.HasHeader) { Overrides = _draft.ToOverrides(columns) };
        return Datasets.PreviewAsync(upload, _head, Lifetime);
    }

    private async Task StoreAsync()
    {
        if (_file is null || IsRunning)
        {
            return;
        }

        _error = null;
        _running = CancellationTokenSource.CreateLinkedTokenSource(Lifetime);
        string place = Places.Open();
        try
        {
            DatasetNames.Check(Describe(_file));
            if (await SendAsync(_file, place, _running.Token) is { } version)
            {
                Navigation.NavigateTo(DataLinks.Version(version.Dataset, version.Version));
            }
        }
        catch (Exception exception) when (exception is InvalidException or BusyException or ForbiddenException)
        {
            _error = exception;
        }
        catch (OperationCanceledException) when (_running.IsCancellationRequested)
        {
            _error = Lifetime.IsCancellationRequested ? null : Cancelled;
        }
        finally
        {
            Places.Close(place);
            _running.Dispose();
            _running = null;
        }
    }

    private DatasetUpload Describe(IBrowserFile file) => new(_name.Trim(), file.Name, _description, _target, _draft.HasHeader)
    {
        Overrides = _draft.ToOverrides(_preview?.Columns.Select(column => column.Schema.Name)),
        Progress = new Report<InspectionProgress>(progress => Show(UploadProgress.Reading(progress))),
    };

    // The file comes by HTTP; it is checked and stored from here, so that the page can tell how far that is.
    private async Task<DatasetVersion?> SendAsync(IBrowserFile file, string place, CancellationToken cancellationToken)
    {
        long started = Clock.GetTimestamp();
        Show(UploadProgress.Begin(file.Size));
        var sent = new Report<long>(bytes => Show(UploadProgress.Sent(bytes, file.Size, Clock.GetElapsedTime(started))));
        UploadAnswer answer = await Browser.SendAsync(_drop!.Element!.Value, $"api/uploads/{place}", sent, cancellationToken);
        using StagedArtifact? staged = Places.Take(place);
        if (staged is null)
        {
            _error = answer.Problem ?? Cancelled;
            return null;
        }

        StoredDataset stored = await Datasets.StoreAsync(Describe(file), staged, (await Authentication).User.AsActor(), cancellationToken);
        return stored.Version;
    }

    private void Show(UploadProgress progress) => _ = InvokeAsync(() =>
    {
        _progress = progress;
        StateHasChanged();
    });

    private Task CancelAsync() => _running?.CancelAsync() ?? Task.CompletedTask;

    // Told at once, where Progress<T> would post to whatever thread comes.
    private sealed class Report<T>(Action<T> tell) : IProgress<T>
    {
        void IProgress<T>.Report(T value) => tell(value);
    }
}
