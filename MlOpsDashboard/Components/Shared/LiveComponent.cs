using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Shared;

/// <summary>
/// The base of components that show something that changes. Throttling is the subscription's business: each value that
/// arrives is shown.
/// </summary>
public abstract class LiveComponent : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly List<Task> _watches = [];

    /// <summary>Starts the component's lifetime.</summary>
    protected LiveComponent() => Lifetime = _cancellation.Token;

    /// <summary>
    /// Cancelled when the page is left: hand it to everything that the component awaits. Nobody has to catch what that ends in: the framework
    /// drops a cancelled task of a lifecycle method or an event, and <see cref="Watch{T}(IAsyncEnumerable{T}, Action{T})"/> does so for a stream.
    /// </summary>
    protected CancellationToken Lifetime { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _cancellation.CancelAsync();
        await Task.WhenAll(_watches);
        await OnDisposeAsync();
        _cancellation.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Shows each value of a stream until the page is left, and then disposes of the stream when it can be. A failure of
    /// the stream is shown like a failure of the component itself.
    /// </summary>
    /// <typeparam name="T">The kind of value.</typeparam>
    /// <param name="source">The values.</param>
    /// <param name="apply">Takes a value over into the component's state; rendering follows.</param>
    protected void Watch<T>(IAsyncEnumerable<T> source, Action<T> apply)
    {
        ArgumentNullException.ThrowIfNull(apply);
        Watch(source, value =>
        {
            apply(value);
            return Task.CompletedTask;
        });
    }

    /// <summary>The same for values that take time to take over; the next one waits.</summary>
    /// <typeparam name="T">The kind of value.</typeparam>
    /// <param name="source">The values.</param>
    /// <param name="apply">Takes a value over into the component's state; rendering follows.</param>
    protected void Watch<T>(IAsyncEnumerable<T> source, Func<T, Task> apply)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(apply);
        _watches.RemoveAll(watch => watch.IsCompleted);
        _watches.Add(FollowAsync(source, apply));
    }

    /// <summary>Releases what the component holds, after its streams have ended.</summary>
    protected virtual ValueTask OnDisposeAsync() => ValueTask.CompletedTask;

    private async Task FollowAsync<T>(IAsyncEnumerable<T> source, Func<T, Task> apply)
    {
        try
        {
            await foreach (T value in source.WithCancellation(Lifetime))
            {
                await InvokeAsync(async () =>
                {
                    await apply(value);
                    StateHasChanged();
                });
            }
        }
        catch (OperationCanceledException) when (Lifetime.IsCancellationRequested)
        {
            return;
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
        finally
        {
            await ReleaseAsync(source);
        }
    }

    private static async ValueTask ReleaseAsync(object source)
    {
        if (source is IAsyncDisposable later)
        {
            await later.DisposeAsync();
        }
        else if (source is IDisposable now)
        {
            now.Dispose();
        }
    }
}
