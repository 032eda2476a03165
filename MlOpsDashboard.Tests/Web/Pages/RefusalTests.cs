using Bunit;
using MlOpsDashboard.Components.Pages.Experiments;
using MlOpsDashboard.Components.Pages.Registry;
using MlOpsDashboard.Components.Pages.Trash;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Storage.Trash;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Tests.Core.Registry;
using MlOpsDashboard.Tests.Support;
using MudBlazor;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Pages;

/// <summary>A role that does not suffice: what it may not do is not offered, and is refused with a sentence all the same.</summary>
public sealed class RefusalTests : StoredPageTest
{
    private const string Sentence = "This takes the role data scientist; ada has the role viewer.";

    [Theory]
    [InlineData("viewer", false)]
    [InlineData("editor", true)]
    [InlineData("data_scientist", true)]
    [InlineData("approver", true)]
    [InlineData("administrator", true)]
    public void What_takes_a_role_is_shown_to_those_who_have_it(string role, bool shown)
    {
        Reader.SetRoles(role);

        var part = Render<ForRole>(p => p.Add(c => c.Least, UserRole.DataScientist).Add(c => c.Note, "Not for you.").AddChildContent("Here."));

        Assert.Equal(shown, part.Markup.Contains("Here.", StringComparison.Ordinal));
        Assert.Equal(!shown, part.Markup.Contains("Not for you.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_viewer_is_offered_no_change_of_a_version_or_a_run()
    {
        string run = await RegistryHost.RunAsync(Core, 1);
        await Core.Get<RegistryService>().RegisterAsync("income", run, "ada", default);
        Reader.SetRoles("viewer");
        var version = Open<ModelPage>("registry/income?version=1", p => p.Add(c => c.Name, "income"));
        version.WaitForState(() => version.FindAll(".version").Count == 1);
        await version.Find("button[aria-haspopup=menu]").ClickAsync();
        var words = Open<RunPage>($"runs/{run}?tab=notes", p => p.Add(c => c.RunId, run));
        words.WaitForState(() => words.Markup.Contains("Tags and notes", StringComparison.Ordinal));

        string[] offered = [.. version.FindAll("button").Concat(words.FindAll("button")).Select(button => button.TextContent.Trim())];
        Assert.DoesNotContain(offered, words => words.Contains("Delete", StringComparison.Ordinal) || words.Contains("staging", StringComparison.Ordinal) || words.Contains("Promote", StringComparison.Ordinal));
        Assert.Empty(version.FindAll("form"));
        Assert.Empty(words.FindAll("form"));
    }

    [Fact]
    public async Task A_data_scientist_reads_on_the_button_that_production_is_an_approvers()
    {
        await RegistryHost.StagedAsync(Core, "income", 1);
        Reader.SetRoles("data_scientist");
        var version = Open<ModelPage>("registry/income?version=1", p => p.Add(c => c.Name, "income"));
        version.WaitForState(() => version.FindAll(".version").Count == 1);
        await version.Find("button[aria-haspopup=menu]").ClickAsync();

        Assert.All(
            [Button(version, "Promote to production"), Button(version, "Promote with a comment")],
            button =>
            {
                Assert.True(button.HasAttribute("disabled"));
                Assert.Equal("Putting a version into production takes the role approver.", button.GetAttribute("title"));
            });
        Assert.False(Button(version, "Archive").HasAttribute("disabled"));
    }

    [Fact]
    public async Task A_promotion_is_refused_when_the_role_was_taken_away_meanwhile()
    {
        await RegistryHost.StagedAsync(Core, "income", 1);
        var page = Open<ModelPage>("registry/income?version=1", p => p.Add(c => c.Name, "income"));
        page.WaitForState(() => page.FindAll(".version").Count == 1);
        await page.Find("button[aria-haspopup=menu]").ClickAsync();
        await Button(page, "Promote with a comment").ClickAsync();
        await page.InvokeAsync(() => Reader.SetRoles("viewer"));

        await page.Find("form.promote").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("This takes the role approver; ada has the role viewer.", page.Markup, StringComparison.Ordinal));
        Assert.Equal(ModelStage.Staging, (await Core.Get<RegistryService>().GetAsync("income:1", default)).Stage);
    }

    [Fact]
    public async Task A_registration_is_refused_when_the_role_was_taken_away_meanwhile()
    {
        string run = await RegistryHost.RunAsync(Core, 1);
        var page = Open<RunPage>("runs/" + run, p => p.Add(c => c.RunId, run));
        page.WaitForState(() => page.Markup.Contains("Register model", StringComparison.Ordinal));
        await Button(page, "Register model").ClickAsync();
        await page.InvokeAsync(() => Reader.SetRoles("viewer"));

        await page.Find("form.register").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains(Sentence, page.Markup, StringComparison.Ordinal));
        Assert.Empty(await Core.Get<RegistryService>().FindAllByRunAsync(run, default));
    }

    [Fact]
    public async Task A_data_scientist_does_not_empty_the_trash()
    {
        await Core.Get<RunTrash>().DeleteAsync(await RegistryHost.RunAsync(Core, 1), "ada", default);
        var dialogs = Render<MudDialogProvider>();
        var page = Open<TrashPage>("trash");
        page.WaitForState(() => page.FindAll("tbody tr").Count == 1);
        await page.InvokeAsync(() => Reader.SetRoles("data_scientist"));

        Task click = Button(page, "Empty").ClickAsync();
        dialogs.WaitForElement(".confirm");
        await Button(dialogs, "Empty").ClickAsync();
        await click;

        page.WaitForAssertion(() => Assert.Contains("This takes the role administrator; ada has the role data scientist.", page.Markup, StringComparison.Ordinal));
        Assert.Single((await Core.Get<TrashService>().ListAsync(default)).Items);
    }
}
