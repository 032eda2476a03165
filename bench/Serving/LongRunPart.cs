using System.Text.Json;

namespace MlOpsDashboard.ServingBench;

/// <summary>A long time at full load: memory stays, and every prediction is stored once.</summary>
/// <param name="options">How long.</param>
/// <param name="program">The program.</param>
/// <param name="client">Calls it.</param>
/// <param name="log">Its database.</param>
internal sealed class LongRunPart(BenchOptions options, BenchProcess program, HttpClient client, StoredLog log)
{
    private static readonly TimeSpan s_sample = TimeSpan.FromSeconds(1);

    /// <summary>Runs it.</summary>
    public async Task<List<Measured>> RunAsync()
    {
        await SettleAsync();
        long before = await AcceptedAsync();
        (long rowsBefore, _) = log.Count();
        Task<Wrk> load = Wrk.RunAsync(program, options.LongSeconds);
        var memory = new List<long>();
        while (!load.IsCompleted)
        {
            await Task.WhenAny(load, Task.Delay(s_sample));
            memory.Add(program.Memory);
        }

        Wrk run = await load;
        long accepted = await AcceptedAsync() - before;
        await SettleAsync();

        // The first fifth is warm-up; then the mean of the next tenth beside that of the last.
        int tenth = Math.Max(1, memory.Count / 10);
        double early = memory.Skip(2 * tenth).Take(tenth).Average();
        double late = memory.TakeLast(tenth).Average();
        (long rows, long different) = log.Count();
        bool counted = rows - rowsBefore == accepted && rows == different && accepted >= run.Requests && run.Failed == 0;
        return
        [
            new Measured($"memory over {options.LongSeconds:N0} s at full load", $"{early / 1e6:N0} → {late / 1e6:N0} MB = {(late / early) - 1:+0.0 %;−0.0 %}", "≤ +5 %", late / early <= 1.05),
            new Measured("its predictions: answered, accepted, stored, stored twice", $"{run.Requests:N0}, {accepted:N0}, {rows - rowsBefore:N0}, {rows - different:N0}", "none lost, none doubled", counted),
        ];
    }

    // Waits until all that was accepted is stored.
    private async Task SettleAsync()
    {
        while (await StoredAsync() < await AcceptedAsync())
        {
            await Task.Delay(100);
        }
    }

    private async Task<long> AcceptedAsync() => (await HealthAsync()).GetProperty("accepted").GetInt64();

    private async Task<long> StoredAsync() => (await HealthAsync()).GetProperty("stored").GetInt64();

    private async Task<JsonElement> HealthAsync() =>
        (await client.GetFromJsonAsync<JsonElement>("api/predict/health")).GetProperty("log");
}
