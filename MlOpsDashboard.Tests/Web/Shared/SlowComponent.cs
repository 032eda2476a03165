using MlOpsDashboard.Components.Shared;

namespace MlOpsDashboard.Tests.Web.Shared;

/// <summary>Waits for ever when it is set up, unless the page is left.</summary>
internal sealed class SlowComponent : LiveComponent
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Ended => _ended.Task;

    protected override async Task OnParametersSetAsync()
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, Lifetime);
        }
        finally
        {
            _ended.SetResult();
        }
    }
}
