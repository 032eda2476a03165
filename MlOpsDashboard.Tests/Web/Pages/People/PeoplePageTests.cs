using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Components.Pages.Account;
using MlOpsDashboard.Components.Pages.People;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access;
using MlOpsDashboard.Core.Access.People;
using MlOpsDashboard.Tests.Core.Access.People;
using MlOpsDashboard.Tests.Support;
using MudBlazor;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Pages.People;

public sealed class PeoplePageTests : ComponentTest
{
    private CoreHost _core = null!;

    [Fact]
    public async Task Link_of_an_invitation_is_shown_once_and_works()
    {
        IRenderedComponent<PeoplePage> page = await OpenAsync();
        await page.Find("form.invite input").ChangeAsync(new ChangeEventArgs { Value = "Sue" });
        await page.Find("form.invite").SubmitAsync();
        page.WaitForState(() => page.FindAll(".made").Count == 1);
        string link = page.Find(".made code").GetAttribute("title")!;

        (Invitation invitation, _) = (await _core.Get<InvitationService>().FindAsync(link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..], default))!.Value;
        Assert.Equal(("Sue", UserRole.DataScientist, "root"), (invitation.Note, invitation.Role, invitation.CreatedBy));
        await Button(page, "I have copied it").ClickAsync();
        Assert.DoesNotContain(link, page.Markup, StringComparison.Ordinal);
        await Button(page, "Withdraw").ClickAsync();
        page.WaitForAssertion(() => Assert.DoesNotContain("Links that still work", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_only_administrator_is_offered_no_other_role_and_the_button_says_why()
    {
        IRenderedComponent<PeoplePage> page = await OpenAsync();
        await MenuOf(page, "root").ClickAsync();

        Assert.All(
            [Button(page, "Make viewer"), Button(page, "Disable")],
            button => Assert.Equal((true, "The only administrator who may sign in: make somebody else one first"), (button.HasAttribute("disabled"), button.GetAttribute("title"))));
    }

    [Fact]
    public async Task Somebody_gets_another_role_and_is_disabled()
    {
        User ada = await PeopleHost.MakeAsync(_core, "ada", UserRole.Viewer);
        var dialogs = Render<MudDialogProvider>();
        IRenderedComponent<PeoplePage> page = await OpenAsync();
        await MenuOf(page, "ada").ClickAsync();
        await Button(page, "Make approver").ClickAsync();
        await MenuOf(page, "ada").ClickAsync();
        Task click = Button(page, "Disable").ClickAsync();
        dialogs.WaitForElement(".confirm");
        await dialogs.FindAll("button").Single(button => button.TextContent.Trim() == "Disable").ClickAsync();
        await click;

        page.WaitForAssertion(() => Assert.Contains("disabled", page.Find("tbody").TextContent, StringComparison.Ordinal));
        User now = await _core.Get<PeopleService>().GetAsync(ada.UserId, default);
        Assert.Equal((UserRole.Approver, true), (now.Role, now.DisabledAt is not null));
    }

    [Fact]
    public async Task Sessions_are_listed_and_ended()
    {
        User ada = await PeopleHost.MakeAsync(_core, "ada", UserRole.Viewer);
        await _core.Get<SessionService>().BeginAsync(
            new SessionHolder(ada.UserId, ada.Name, ada.Role), "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "203.0.113.7", default);
        var list = Render<SessionList>(p => p.Add(c => c.HolderId, ada.UserId).Add(c => c.Title, "Where"));
        list.WaitForAssertion(() => Assert.Contains("Firefox on Linux", list.Markup, StringComparison.Ordinal));

        await Button(list, "Sign out").ClickAsync();

        list.WaitForAssertion(() => Assert.Contains("In no browser.", list.Markup, StringComparison.Ordinal));
        Assert.Empty(await _core.Get<SessionService>().ListAsync(ada.UserId, default));
    }

    protected override async Task PrepareAsync()
    {
        _core = await PeopleHost.StartAsync(Clock);
        await PeopleHost.MakeAsync(_core, "root", UserRole.Administrator);
        Services.AddSingleton(_core.Get<PeopleService>());
        Services.AddSingleton(_core.Get<InvitationService>());
        Services.AddSingleton(_core.Get<SessionService>());
        SignIn("root");
    }

    protected override async Task CleanUpAsync() => await _core.DisposeAsync();

    private async Task<IRenderedComponent<PeoplePage>> OpenAsync()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("people");
        IRenderedComponent<PeoplePage> page = Render<PeoplePage>();
        await Wait.UntilAsync(() => page.FindAll("tbody tr").Count > 0);
        return page;
    }

    private static IElement MenuOf(IRenderedComponent<PeoplePage> page, string name) =>
        page.FindAll("button[aria-haspopup=menu]").Single(button => button.GetAttribute("aria-label") == $"Actions for {name}");

    private static IElement Button<T>(IRenderedComponent<T> part, string words)
        where T : IComponent =>
        part.FindAll("button").Single(button => button.TextContent.Trim() == words);
}
