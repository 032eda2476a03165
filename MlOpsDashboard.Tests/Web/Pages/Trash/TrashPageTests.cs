using Bunit;
using MlOpsDashboard.Components.Pages.Trash;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Tests.Core.Registry;
using MlOpsDashboard.Tests.Support;
using MudBlazor;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Pages.Trash;

public sealed class TrashPageTests : StoredPageTest
{
    [Fact]
    public async Task Thing_is_restored()
    {
        string id = await RegistryHost.RunAsync(Core, 1);
        await Core.Get<RunTrash>().DeleteAsync(id, "ada", default);
        var page = Open<TrashPage>("trash");
        page.WaitForState(() => page.FindAll("tbody tr").Count == 1);

        await Button(page, "Restore").ClickAsync();

        page.WaitForAssertion(() => Assert.Contains("The trash is empty", page.Markup, StringComparison.Ordinal));
        Assert.Null((await Core.Get<RunQueries>().GetAsync(id, default)).Run.DeletedAt);
    }

    [Fact]
    public async Task Emptying_says_the_bytes_before_it_asks_and_after_it_is_done()
    {
        await Core.Get<RunTrash>().DeleteAsync(await RegistryHost.RunAsync(Core, 1), "ada", default);
        var dialogs = Render<MudDialogProvider>();
        var page = Open<TrashPage>("trash");
        page.WaitForState(() => page.FindAll("tbody tr").Count == 1);

        // The model's 4 bytes and the confusion matrix's 48.
        Task click = Button(page, "Empty (52 B)").ClickAsync();
        dialogs.WaitForElement(".confirm");
        Assert.Contains("frees 52 B", dialogs.Markup, StringComparison.Ordinal);
        await Button(dialogs, "Empty").ClickAsync();
        await click;

        page.WaitForAssertion(() => Assert.Contains("Removed 1 thing for good: 52 B freed.", page.Markup, StringComparison.Ordinal));
    }
}
