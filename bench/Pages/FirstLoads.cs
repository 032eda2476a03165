using Microsoft.Playwright;
using MlOpsDashboard.ServingBench;

namespace MlOpsDashboard.PagesBench;

/// <summary>The first load of pages with an empty cache: requests, bytes on the wire, and how far things move.</summary>
/// <param name="window">The browser.</param>
internal sealed class FirstLoads(Window window)
{
    private const string Shift = """
        () => new Promise(done => {
          let sum = 0;
          new PerformanceObserver(list => list.getEntries().forEach(entry => sum += entry.hadRecentInput ? 0 : entry.value)).observe({ type: 'layout-shift', buffered: true });
          setTimeout(() => done(sum), 300);
        })
        """;

    private static readonly (string Name, string Path, bool Chart)[] s_pages =
        [("Overview", "/", true), ("Registry", "/registry", false), ("Predict", "/predict?model=adult:1", false), ("Monitoring", "/monitoring?range=1h", true), ("A version", "/registry/adult?version=1", true)];

    /// <summary>Runs it.</summary>
    public async Task<List<Measured>> RunAsync()
    {
        var lines = new List<Measured>();
        foreach ((string name, string path, bool chart) in s_pages)
        {
            IPage page = await window.OpenAsync();
            ICDPSession network = await page.Context.NewCDPSessionAsync(page);
            await network.SendAsync("Network.enable");
            (double bytes, int requests, bool plotly) = (0, 0, false);
            network.Event("Network.loadingFinished").OnEvent += (_, item) =>
            {
                bytes += item!.Value.GetProperty("encodedDataLength").GetDouble();
                requests++;
            };
            page.Request += (_, request) => plotly |= request.Url.Contains("plotly", StringComparison.OrdinalIgnoreCase);
            await Window.GoAsync(page, path);
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            double shift = await page.EvaluateAsync<double>(Shift);
            await page.Context.CloseAsync();

            // The drawing script, 1.1 MB, is no part of the bar; it may only come where something is drawn.
            lines.Add(new Measured(
                $"{name}, cold: bytes on the wire, requests, layout shift",
                $"{bytes / 1e6:0.00} MB{(plotly ? " with Plotly" : "")}, {requests}, {shift:0.000}",
                chart ? "≤ 20 requests, ≤ 0.02" : "≤ 1.0 MB without Plotly, ≤ 20 requests, ≤ 0.02",
                requests <= 20 && shift <= 0.02 && (chart || (!plotly && bytes <= 1e6))));
        }

        return lines;
    }
}
