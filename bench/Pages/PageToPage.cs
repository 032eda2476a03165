using System.Globalization;
using Microsoft.Playwright;
using MlOpsDashboard.ServingBench;

namespace MlOpsDashboard.PagesBench;

/// <summary>From a click in the navigation to the content of the next page, measured in the page itself.</summary>
/// <param name="window">The browser.</param>
internal sealed class PageToPage(Window window)
{
    private const int Rounds = 5;

    // The page stands when its title has changed and nothing says any longer that it is being read; two frames later it is painted.
    private const string Click = """
        address => new Promise((done, fail) => {
          const link = document.querySelector(`nav a[href="${address}"]`);
          const before = document.querySelector('main h1');
          const title = before?.textContent;
          const begin = performance.now();
          const look = () => {
            const now = document.querySelector('main h1');
            if (now && (now !== before || now.textContent !== title) && location.pathname.slice(1) === address && !document.querySelector('main .waiting'))
              requestAnimationFrame(() => setTimeout(() => done(performance.now() - begin)));
            else if (performance.now() - begin > 20000) fail(new Error(address));
            else requestAnimationFrame(look);
          };
          link.click();
          look();
        })
        """;

    private const string Watch = """
        () => {
          window.shifted = 0;
          new PerformanceObserver(list => list.getEntries().forEach(entry => window.shifted += entry.hadRecentInput ? 0 : entry.value)).observe({ type: 'layout-shift' });
        }
        """;

    /// <summary>Runs it.</summary>
    public async Task<List<Measured>> RunAsync()
    {
        IPage page = await window.OpenAsync();
        await Window.GoAsync(page, "/");
        await page.EvaluateAsync(Watch);
        string[] addresses = await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('nav a.nav-link')].map(link => link.getAttribute('href')).filter(address => address)");
        var times = new List<(string Page, double Time)>();
        for (int round = 0; round <= Rounds; round++)
        {
            foreach (string address in addresses)
            {
                double time = await page.EvaluateAsync<double>(Click, address);

                // The first round fetches what the others have.
                if (round > 0)
                {
                    times.Add((address, time));
                }
            }
        }

        double shift = await page.EvaluateAsync<double>("() => window.shifted");
        await page.Context.CloseAsync();
        double[] sorted = [.. times.Select(one => one.Time).Order()];
        double median = sorted[sorted.Length / 2];
        (string slowest, double slow) = times.GroupBy(one => one.Page).Select(group => (group.Key, group.Select(one => one.Time).Order().ElementAt(Rounds / 2))).MaxBy(one => one.Item2);
        double each = shift / (addresses.Length * (Rounds + 1));
        return
        [
            new Measured(
                $"from page to page, {addresses.Length} pages, {Rounds} times each: median; the slowest page's median",
                string.Create(CultureInfo.InvariantCulture, $"{median:0} ms; {slow:0} ms (/{slowest})"), "≤ 100 ms", median <= 100),
            new Measured("the same: layout shift a page", each.ToString("0.000", CultureInfo.InvariantCulture), "≤ 0.02", each <= 0.02),
        ];
    }
}
