using Microsoft.Playwright;
using MlOpsDashboard.ServingBench;

namespace MlOpsDashboard.PagesBench;

/// <summary>Starts the program with a model in production, opens Chromium, measures, and prints the table.</summary>
/// <param name="adult">The file adult.csv.</param>
internal sealed class PagesRun(string adult)
{
    /// <summary>Runs.</summary>
    /// <returns>Whether every bar is met.</returns>
    public async Task<bool> RunAsync()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("pages-bench-");
        try
        {
            await using BenchProcess program = await Servers.ProgramAsync(folder.FullName);
            using HttpClient client = Servers.Client(program);
            await AdultModel.PrepareAsync(client, adult);
            using IPlaywright playwright = await Playwright.CreateAsync();
            await using IBrowser browser = await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM_PATH") ?? "/usr/bin/chromium",
                Args = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
            });
            await using var window = new Window(browser, program.Address);
            List<Measured> lines = [.. await new FirstLoads(window).RunAsync(), .. await new PageToPage(window).RunAsync(), .. await new LiveChart(window, client).RunAsync()];
            Console.WriteLine("| what | measured | bar | |\n|---|---|---|---|");
            lines.ForEach(line => Console.WriteLine($"| {line.What} | {line.Figure} | {line.Bar} | {(line.Met ? "met" : "**missed**")} |"));
            return lines.TrueForAll(line => line.Met);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
