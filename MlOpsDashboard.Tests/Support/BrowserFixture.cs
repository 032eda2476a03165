using Microsoft.Playwright;
using Xunit;

namespace MlOpsDashboard.Tests.Support;

/// <summary>One Chromium for all browser tests; each session in it has cookies and a cache of its own.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] s_arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    private static string Chromium => Environment.GetEnvironmentVariable("CHROMIUM_PATH") ?? "/usr/bin/chromium";

    /// <summary>The reason to skip a test, or null when it has to run.</summary>
    public static string? Skip() => Requirement.Skip(
        File.Exists(Chromium), $"Needs Chromium at {Chromium}; CHROMIUM_PATH names another place.");

    /// <inheritdoc />
    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>Opens a window with nothing in it yet.</summary>
    /// <param name="address">Where the program listens.</param>
    /// <param name="width">The width of the window in pixels.</param>
    /// <param name="height">The height of the window in pixels.</param>
    internal async Task<BrowserSession> OpenAsync(Uri address, int width = 1280, int height = 800)
    {
        // Started by the first test that runs, so that nothing starts where all of them are skipped.
        _playwright ??= await Playwright.CreateAsync();
        _browser ??= await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = s_arguments });
        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            ViewportSize = new() { Width = width, Height = height },
            ReducedMotion = ReducedMotion.Reduce,
        });
        // A machine whose cores are all busy with other tests may need longer than the usual 30 s.
        context.SetDefaultTimeout(90_000);
        return new BrowserSession(context, await context.NewPageAsync());
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
