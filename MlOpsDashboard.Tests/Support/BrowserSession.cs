using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MlOpsDashboard.Core.Access;

namespace MlOpsDashboard.Tests.Support;

/// <summary>One window of the browser. It writes down everything that a developer would see in red.</summary>
internal sealed class BrowserSession : IAsyncDisposable
{
    private const float OpeningMs = 10_000;
    private const int MostOpenings = 6;

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _errors = new();

    public BrowserSession(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                _errors.Enqueue($"console: {message.Text} ({message.Location})");
            }
        };
        page.PageError += (_, error) => _errors.Enqueue($"script: {error}");
        page.Response += (_, response) =>
        {
            if (response.Status >= 400)
            {
                _errors.Enqueue($"{response.Status} {response.Url}");
            }
        };
    }

    /// <summary>The page, to find and click things in.</summary>
    public IPage Page { get; }

    /// <summary>Errors of the console, of scripts, and answers from 400 on.</summary>
    public IReadOnlyCollection<string> Errors => [.. _errors];

    /// <summary>Opens a page and waits until it is interactive: a click before that would be lost.</summary>
    public async Task GoToAsync(string path)
    {
        await Page.GotoAsync(path);
        await WaitUntilInteractiveAsync();
    }

    /// <summary>Signs in as the administrator, as with the address that a start prints.</summary>
    public async Task SignInAsync(AppFactory app)
    {
        await Page.GotoAsync("/signin?token=" + app.Services.GetRequiredService<SignInTokens>().Create());
        await WaitUntilInteractiveAsync();
    }

    /// <summary>Waits until the circuit lives, as after a reload.</summary>
    public Task WaitUntilInteractiveAsync() =>
        Page.Locator("[data-interactive=true]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

    /// <summary>Chooses from a list.</summary>
    /// <param name="label">The list's name.</param>
    /// <param name="item">The words of the choice.</param>
    public async Task ChooseAsync(string label, string item)
    {
        ILocator wanted = Page.Locator(".mud-popover-open .mud-list-item", new() { HasTextRegex = new($"^\\s*{Regex.Escape(item)}\\s*$") });
        for (int attempt = 1; ; attempt++)
        {
            await Page.Locator(".mud-input-control", new() { Has = Page.Locator($"[aria-label='{label}']") }).Last.ClickAsync();
            try
            {
                await wanted.ClickAsync(new() { Timeout = OpeningMs });
                return;
            }
            catch (TimeoutException) when (attempt < MostOpenings)
            {
                // The list had been opened before the page had its choices: those close it again.
                await Page.Keyboard.PressAsync("Escape");
            }
        }
    }

    /// <summary>Waits until the file field of this label listens, for a choice made earlier would be lost.</summary>
    /// <param name="label">The field's label.</param>
    public async Task<ILocator> FileFieldAsync(string label)
    {
        ILocator field = Page.GetByLabel(label);
        await field.WaitForAsync();
        // The framework's script sets this counter on the element when it attaches its listeners, after the render.
        await Page.WaitForFunctionAsync("field => '_blazorInputFileNextFileId' in field", await field.ElementHandleAsync());
        return field;
    }

    /// <summary>The faults that axe finds on the page, each with its place.</summary>
    public async Task<string[]> FaultsAsync()
    {
        // A colour on its way from one to another has a contrast that nobody chose.
        await Page.EvaluateAsync("Promise.allSettled(document.getAnimations().filter(one => Number.isFinite(one.effect.getComputedTiming().endTime)).map(one => one.finished)).then(() => true)");
        AxeResult found = await Page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        return [.. found.Violations.Select(fault => $"{new Uri(Page.Url).PathAndQuery} {fault.Id}: {string.Join(", ", fault.Nodes.Select(node => node.Target))}")];
    }

    /// <summary>
    /// Saves a picture of the whole page into the folder that <c>MLOPS_SCREENSHOTS</c> names, for a person to look at;
    /// does nothing without that variable.
    /// </summary>
    public async Task ScreenshotAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("MLOPS_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await _context.CloseAsync();
}
