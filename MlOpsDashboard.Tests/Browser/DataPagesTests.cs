using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class DataPagesTests(BrowserFixture browser)
{
    [BrowserTheory]
    [InlineData(1280, "Light")]
    [InlineData(390, "Dark")]
    public async Task A_table_is_uploaded_looked_at_and_compared(int width, string scheme)
    {
        using var app = new AppFactory();
        await using var session = await browser.OpenAsync(app.Listen(), width);
        await session.SignInAsync(app);
        IPage page = session.Page;
        string picture = $"{width}-{scheme}";
        if (scheme == "Dark")
        {
            await session.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        }

        await session.GoToAsync("/data");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Bring a table" }).WaitForAsync();
        await session.ScreenshotAsync($"data-empty-{picture}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Upload a table" }).ClickAsync();
        await UploadAsync(session, File("people.csv", Table(300)));
        await session.ScreenshotAsync($"data-upload-{picture}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Store" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "people:1" }).WaitForAsync();
        await page.GetByRole(AriaRole.Article, new() { Name = "age" }).WaitForAsync();
        Assert.Equal(5, await page.GetByRole(AriaRole.Article).CountAsync());
        await session.ScreenshotAsync($"data-profile-{picture}");

        await page.GetByRole(AriaRole.Link, new() { Name = "Validation" }).ClickAsync();
        await page.GetByText("'id' looks like an identifier").WaitForAsync();
        await page.Locator(".js-plotly-plot .bars .point").First.WaitForAsync();
        await session.ScreenshotAsync($"data-validation-{picture}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Rows", Exact = true }).ClickAsync();
        await page.GetByText("person 1", new() { Exact = true }).WaitForAsync();
        await session.ScreenshotAsync($"data-rows-{picture}");

        var datasets = app.Services.GetRequiredService<DatasetService>();
        await datasets.StoreAsync(
            new DatasetUpload("people", "people-2.csv", Target: "left"), new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Table(310, 7))), "tester", CancellationToken.None);
        await session.GoToAsync("/data/people/2?tab=versions");
        await page.GetByText("Compare with version 2").WaitForAsync();
        await session.ScreenshotAsync($"data-versions-{picture}");
        await session.GoToAsync("/data/people/diff?from=1&to=2&key=id");
        await page.GetByText("10 rows added, 0 removed, 293 changed.").WaitForAsync();
        await session.ScreenshotAsync($"data-diff-{picture}");
        await session.GoToAsync("/data");
        await page.GetByRole(AriaRole.Link, new() { Name = "people", Exact = true }).WaitForAsync();
        await session.ScreenshotAsync($"data-list-{picture}");
        Assert.Empty(session.Errors);
    }

    [BrowserFact]
    public async Task A_faulty_file_is_told_by_its_line_and_stores_nothing()
    {
        using var app = new AppFactory();
        await using var session = await browser.OpenAsync(app.Listen());
        await session.SignInAsync(app);
        await session.GoToAsync("/data/upload");

        await UploadAsync(session, File("bad.csv", "a,b\n1,2\n3\n"));
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Store" }).ClickAsync();

        await session.Page.GetByText("Line 3: the row has 1 field, but the file has 2 columns.").WaitForAsync();
        await session.ScreenshotAsync("data-upload-error");
        await Assert.ThrowsAsync<MlOpsDashboard.Core.NotFoundException>(
            () => app.Services.GetRequiredService<DatasetService>().GetAsync("bad", null, CancellationToken.None));
        Assert.Empty(session.Errors);
    }

    [BrowserFact]
    public async Task A_table_of_4096_columns_does_not_freeze_its_page()
    {
        using var app = new AppFactory();
        await using var session = await browser.OpenAsync(app.Listen());
        await session.SignInAsync(app);
        string wide = string.Join(',', Enumerable.Range(0, 4096).Select(i => $"c{i}")) + "\n"
            + string.Concat(Enumerable.Range(0, 30).Select(row => string.Join(',', Enumerable.Range(0, 4096).Select(i => (row * i) % 97)) + "\n"));
        await app.Services.GetRequiredService<DatasetService>().StoreAsync(
            new DatasetUpload("wide"), new MemoryStream(System.Text.Encoding.UTF8.GetBytes(wide)), "tester", CancellationToken.None);

        await session.GoToAsync("/data/wide");
        await session.Page.GetByRole(AriaRole.Article).First.WaitForAsync();

        Assert.Equal(24, await session.Page.GetByRole(AriaRole.Article).CountAsync());
        await session.Page.GetByPlaceholder("Find a column").FillAsync("c4095");
        await session.Page.Keyboard.PressAsync("Tab");
        await session.Page.GetByRole(AriaRole.Article, new() { Name = "c4095" }).WaitForAsync();
        Assert.Empty(session.Errors);
    }

    private static async Task UploadAsync(BrowserSession session, FilePayload file)
    {
        await (await session.FileFieldAsync("Choose a file")).SetInputFilesAsync(file);
        await session.Page.GetByText(file.Name, new() { Exact = true }).WaitForAsync();
    }

    private static FilePayload File(string name, string text) =>
        new() { Name = name, MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(text) };

    private static string Table(int rows, int shift = 0) => "id,age,city,joined,left\n" + string.Concat(Enumerable.Range(1, rows).Select(i =>
        $"person {i},{(i * 37 % 60) + 18 + (i > shift ? shift : 0)},{(i % 3 == 0 ? "Oslo" : i % 7 == 0 ? "" : "Rome")},2024-{(i % 12) + 1:D2}-{(i % 28) + 1:D2},{(i % 5 == 0 ? "yes" : "no")}\n"));
}
