using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using MlOpsDashboard.ServingBench;

namespace MlOpsDashboard.PagesBench;

/// <summary>The live charts of the Monitoring page with a point a second, while 20 predictions a second come.</summary>
/// <param name="window">The browser.</param>
/// <param name="client">Calls the program.</param>
internal sealed class LiveChart(Window window, HttpClient client)
{
    private const int Seconds = 30;
    private static readonly TimeSpan s_pace = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs it.</summary>
    public async Task<List<Measured>> RunAsync()
    {
        using var stop = new CancellationTokenSource();
        Task traffic = AskAsync(stop.Token);
        IPage page = await window.OpenAsync();
        ICDPSession tools = await page.Context.NewCDPSessionAsync(page);
        await tools.SendAsync("Network.enable");
        await tools.SendAsync("Performance.enable");
        long received = 0;
        tools.Event("Network.webSocketFrameReceived").OnEvent += (_, item) =>
            Interlocked.Add(ref received, item!.Value.GetProperty("response").GetProperty("payloadData").GetString()!.Length);
        await Window.GoAsync(page, "/monitoring?range=live");
        await page.Locator(".chart-plot .plot-container").First.WaitForAsync();
        await Task.Delay(TimeSpan.FromSeconds(5));
        (double before, long bytes, long begin) = (await BusyAsync(tools), Interlocked.Read(ref received), Stopwatch.GetTimestamp());
        await Task.Delay(TimeSpan.FromSeconds(Seconds));
        double elapsed = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        double share = (await BusyAsync(tools) - before) / elapsed;
        double rate = (Interlocked.Read(ref received) - bytes) / elapsed;
        int charts = await page.Locator(".chart-plot .plot-container").CountAsync();
        await stop.CancelAsync();
        await traffic;
        await page.Context.CloseAsync();

        // Frames are binary, and come as base64.
        return [new Measured(
            $"{charts} live charts, 20 predictions a second: the browser's main thread; bytes a second over the circuit",
            string.Create(CultureInfo.InvariantCulture, $"{share:0.0 %}; {rate * 3 / 4:N0}"), "≤ 15 %", share <= 0.15)];
    }

    private static async Task<double> BusyAsync(ICDPSession tools)
    {
        JsonElement? metrics = await tools.SendAsync("Performance.getMetrics");
        return metrics!.Value.GetProperty("metrics").EnumerateArray().Single(metric => metric.GetProperty("name").GetString() == "TaskDuration").GetProperty("value").GetDouble();
    }

    private async Task AskAsync(CancellationToken stop)
    {
        using var pace = new PeriodicTimer(s_pace);
        while (!stop.IsCancellationRequested)
        {
            using var body = new StringContent(AdultModel.Request, Encoding.UTF8, "application/json");
            using HttpResponseMessage answer = await client.PostAsync("api/predict", body, CancellationToken.None);
            answer.EnsureSuccessStatusCode();
            await pace.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
