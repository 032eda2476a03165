using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Browser;

/// <summary>Clicks every button of every page in every role, says yes to whatever asks back, and looks at what that did to the database.</summary>
[Collection(BrowserTests.Name)]
public sealed class EveryActionTests(BrowserFixture browser)
{
    // What looking at pages and predicting leave behind, which every role may; and what the program writes by itself.
    private static readonly HashSet<string> s_ofEverybody = new(StringComparer.Ordinal)
    {
        "prediction_records", "input_rollups", "traffic_rollups", "system_rollups", "ground_truths", "sessions", "batch_jobs", "users", "alert_standings", "alert_events",
    };

    // Settled when nothing of the page has changed for a moment: each click is answered by a render, or by none.
    private const string Settled = """
        () => new Promise(done => {
          let timer;
          const quiet = () => { clearTimeout(timer); timer = setTimeout(() => { observer.disconnect(); done(); }, 60); };
          const observer = new MutationObserver(quiet);
          observer.observe(document.body, { subtree: true, childList: true, attributes: true });
          quiet();
        })
        """;

    // All but the one that signs out, after which there is nothing more to click.
    private const string Buttons = """
        [...document.querySelectorAll('main button:enabled')]
          .filter(button => !button.closest('form[action=signout]'))
          .map(button => ({ element: button, name: (button.ariaLabel ?? button.innerText).trim() }))
        """;

    [BrowserFact]
    public async Task A_viewer_changes_nothing() => Assert.Empty(await ChangedAsync(UserRole.Viewer, []));

    [BrowserFact]
    public async Task An_approver_changes_no_keys_and_ends_nothing_for_good()
    {
        IReadOnlyList<string> changed = await ChangedAsync(UserRole.Approver, ["model_versions", "dataset_versions"]);

        Assert.DoesNotContain("api_keys", changed);
        Assert.DoesNotContain("rows gone", changed);
    }

    [BrowserFact]
    public Task An_administrator_changes_all_of_it() => ChangedAsync(UserRole.Administrator, ["api_keys", "dataset_versions", "model_versions", "rows gone"]);

    // What the clicks of a role change; waits for those that are expected, since the last clicks may still be at work.
    private async Task<IReadOnlyList<string>> ChangedAsync(UserRole role, string[] expected)
    {
        using var app = new AppFactory();
        Uri address = app.Listen();
        IReadOnlyList<(string Name, string Path)> pages = await FilledPages.MakeAsync(address);
        await DiscardAsync(address);
        CreatedApiKey key = await app.Services.GetRequiredService<ApiKeyService>().CreateAsync(new NewApiKey("a clicker", role, null), "tester", default);
        await using var session = await browser.OpenAsync(address);
        if (role == UserRole.Administrator)
        {
            // A key would end with the click that revokes it.
            await session.SignInAsync(app);
        }
        else
        {
            await session.Page.Context.SetExtraHTTPHeadersAsync(new Dictionary<string, string> { ["X-API-Key"] = key.Secret });
        }

        Dictionary<string, string[]> before = await TablesAsync(app);
        // The trash comes last, when all that can be thrown away lies in it.
        foreach ((_, string path) in pages.OrderBy(page => page.Path == "trash"))
        {
            await ClickAllAsync(session, "/" + path);
        }

        IReadOnlyList<string> changed = [];
        await Wait.UntilAsync(async () =>
        {
            changed = Changed(before, await TablesAsync(app));
            return expected.All(changed.Contains);
        });
        return changed;
    }

    private static IReadOnlyList<string> Changed(Dictionary<string, string[]> before, Dictionary<string, string[]> after)
    {
        IEnumerable<string> changed = before.Keys.Where(table => !before[table].SequenceEqual(after[table]));
        bool gone = after["dataset_versions"].Length < before["dataset_versions"].Length;
        return [.. changed, .. gone ? ["rows gone"] : Array.Empty<string>()];
    }

    private static async Task ClickAllAsync(BrowserSession session, string path)
    {
        IPage page = session.Page;
        var clicked = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            IResponse? answer = await page.GotoAsync(path);
            if (answer is { Status: >= 400 })
            {
                return;
            }

            await session.WaitUntilInteractiveAsync();
            if (!await ClickUntilElsewhereAsync(page, clicked))
            {
                return;
            }
        }
    }

    // What is behind a button counts too; the menu is open again after each of its entries.
    private const string OpenMenus = """
        () => document.querySelectorAll('main [aria-haspopup=menu][aria-expanded=false]').forEach(menu => menu.click())
        """;

    // True when a click led to another page, and this one has to be opened again for the rest of its buttons.
    private static async Task<bool> ClickUntilElsewhereAsync(IPage page, HashSet<string> clicked)
    {
        string here = page.Url;
        await page.EvaluateAsync(Settled);
        while (true)
        {
            await page.EvaluateAsync("() => document.querySelectorAll('main details:not([open])').forEach(part => part.open = true)");
            await page.EvaluateAsync(OpenMenus);
            await page.EvaluateAsync(Settled);
            string? name = (await page.EvaluateAsync<string[]>($"() => {Buttons}.map(button => button.name)")).FirstOrDefault(one => !clicked.Contains(one));
            if (name is null)
            {
                return false;
            }

            clicked.Add(name);
            await page.EvaluateAsync($"name => {Buttons}.find(button => button.name === name)?.element.click()", name);
            await page.EvaluateAsync(Settled);
            if (await page.EvaluateAsync<bool>("() => { const yes = [...document.querySelectorAll('.confirm button')].at(-1); yes?.click(); return !!yes; }"))
            {
                await page.EvaluateAsync(Settled);
            }

            if (page.Url != here)
            {
                return true;
            }
        }
    }

    private static async Task DiscardAsync(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Add("X-API-Key", AppFactory.ApiKey);
        using var file = new StringContent("size,answer\n1,yes\n2,no\n");
        using var form = new MultipartFormDataContent { { new StringContent("old"), "name" }, { file, "file", "old.csv" } };
        (await client.PostAsync("api/datasets", form)).EnsureSuccessStatusCode();
        (await client.DeleteAsync("api/datasets/old")).EnsureSuccessStatusCode();
    }

    private static async Task<Dictionary<string, string[]>> TablesAsync(AppFactory app)
    {
        await using MlOpsDbContext context = await app.Services.GetRequiredService<IDbContextFactory<MlOpsDbContext>>().CreateDbContextAsync();
        string[] tables = [.. context.Model.GetEntityTypes().Select(type => type.GetTableName()).OfType<string>().Distinct().Where(table => !s_ofEverybody.Contains(table))];
        await context.Database.OpenConnectionAsync();
        var rows = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (string table in tables)
        {
            await using DbCommand command = context.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\" ORDER BY 1";
            await using DbDataReader reader = await command.ExecuteReaderAsync();
            var lines = new List<string>();
            while (await reader.ReadAsync())
            {
                lines.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
            }

            rows.Add(table, [.. lines]);
        }

        return rows;
    }
}
