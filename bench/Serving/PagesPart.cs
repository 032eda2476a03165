using Microsoft.AspNetCore.SignalR.Client;

namespace MlOpsDashboard.ServingBench;

/// <summary>Many who watch the live metrics, while a little traffic gives them something to see.</summary>
/// <param name="options">How long.</param>
/// <param name="program">The program.</param>
internal sealed class PagesPart(BenchOptions options, BenchProcess program)
{
    private const int Watchers = 100;

    /// <summary>Runs it.</summary>
    public async Task<Measured> RunAsync()
    {
        var connections = new List<HubConnection>();
        long frames = 0;
        for (int i = 0; i < Watchers; i++)
        {
            HubConnection connection = new HubConnectionBuilder()
                .WithUrl(new Uri(program.Address, "hubs/live"), http => http.Headers["X-API-Key"] = Servers.ApiKey)
                .Build();
            connection.On<object>("MetricsFrame", _ => Interlocked.Increment(ref frames));
            await connection.StartAsync();
            await connection.InvokeAsync("WatchMetrics");
            connections.Add(connection);
        }

        await Task.Delay(TimeSpan.FromSeconds(2));
        long framesBefore = Interlocked.Read(ref frames);
        TimeSpan before = program.Cpu;
        await Task.Delay(TimeSpan.FromSeconds(options.Seconds));
        double share = (program.Cpu - before).TotalSeconds / options.Seconds;
        double each = (Interlocked.Read(ref frames) - framesBefore) / (double)Watchers / options.Seconds;
        foreach (HubConnection connection in connections)
        {
            await connection.DisposeAsync();
        }

        return new Measured($"{Watchers} watchers of the live metrics, {each:0.0} frames a second each: the whole program's processor", $"{share:0.0 %} of a core", "≤ 25 %", share <= 0.25 && each > 0.8);
    }
}
