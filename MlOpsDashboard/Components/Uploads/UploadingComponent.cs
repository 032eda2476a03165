using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using MlOpsDashboard.Components.Layout;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Components.Uploads;

/// <summary>The base of components that take a file: the browser sends it by HTTP, and the page tells how far that is and can stop it.</summary>
public abstract class UploadingComponent : ActingComponent
{
    private const string Cancelled = "The upload was cancelled; nothing was stored.";

    private CancellationTokenSource? _running;

    [Inject]
    private StagedUploads Places { get; set; } = default!;

    [Inject]
    private UploadInterop Browser { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    /// <summary>The field that the file is chosen in.</summary>
    protected FileDrop? Drop { get; set; }

    /// <summary>How far it is.</summary>
    protected UploadProgress Progress { get; private set; } = UploadProgress.Begin(0);

    /// <summary>Does something with a file, so that it can be stopped; what goes wrong is told.</summary>
    /// <param name="work">What is done, in whose name.</param>
    protected Task UploadAsync(Func<Actor, CancellationToken, Task> work) => ActAsync(async actor =>
    {
        using var running = CancellationTokenSource.CreateLinkedTokenSource(Lifetime);
        _running = running;
        try
        {
            await work(actor, running.Token);
        }
        catch (OperationCanceledException) when (running.IsCancellationRequested && !Lifetime.IsCancellationRequested)
        {
            Error = Cancelled;
        }
        finally
        {
            _running = null;
        }
    });

    /// <summary>Has the browser send the chosen file. The caller disposes of what has come.</summary>
    /// <param name="file">The file in <see cref="Drop"/>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidException">The file is too large, or damaged.</exception>
    /// <exception cref="ConflictException">It did not arrive.</exception>
    protected async Task<StagedArtifact> SendAsync(IBrowserFile file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        string place = Places.Open();
        try
        {
            long started = Clock.GetTimestamp();
            Show(UploadProgress.Begin(file.Size));
            var sent = new Report<long>(bytes => Show(UploadProgress.Sent(bytes, file.Size, Clock.GetElapsedTime(started))));
            UploadAnswer answer = await Browser.SendAsync(Drop!.Element!.Value, $"api/uploads/{place}", sent, cancellationToken);
            return Places.Take(place) ?? throw answer.Problem ?? new OperationCanceledException(cancellationToken);
        }
        finally
        {
            Places.Close(place);
        }
    }

    /// <summary>Tells how far it is.</summary>
    /// <param name="progress">How far.</param>
    protected void Show(UploadProgress progress) => _ = InvokeAsync(() =>
    {
        Progress = progress;
        StateHasChanged();
    });

    /// <summary>Stops it.</summary>
    protected Task CancelAsync() => _running?.CancelAsync() ?? Task.CompletedTask;

    // Told at once, where Progress<T> would post to whatever thread comes.
    private protected sealed class Report<T>(Action<T> tell) : IProgress<T>
    {
        void IProgress<T>.Report(T value) => tell(value);
    }
}
