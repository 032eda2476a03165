namespace MlOpsDashboard.Tests.Support;

/// <summary>Waits for something that another thread brings about. The limit only keeps a broken test from hanging.</summary>
internal static class Wait
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    /// <summary>Waits until a condition holds.</summary>
    public static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    /// <summary>Waits until a condition holds.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(s_limit);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!await condition())
        {
            await pace.WaitForNextTickAsync(limit.Token);
        }
    }
}
