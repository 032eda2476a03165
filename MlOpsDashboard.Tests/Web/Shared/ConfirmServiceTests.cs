using AngleSharp.Dom;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Tests.Support;
using MudBlazor;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Shared;

public sealed class ConfirmServiceTests : ComponentTest
{
    [Theory]
    [InlineData("Delete", true)]
    [InlineData("Cancel", false)]
    public async Task Answer_is_the_button_that_was_clicked(string button, bool expected)
    {
        var dialogs = Render<MudDialogProvider>();
        Task<bool> answer = AskAsync(dialogs);

        IElement chosen = dialogs.WaitForElements("button").Single(b => b.TextContent.Contains(button, StringComparison.Ordinal));
        await chosen.ClickAsync();

        Assert.Equal(expected, await answer);
    }

    [Fact]
    public async Task Question_says_what_will_happen()
    {
        var dialogs = Render<MudDialogProvider>();
        Task<bool> answer = AskAsync(dialogs);

        dialogs.WaitForElement(".confirm");
        Assert.Contains("Delete churn:3?", dialogs.Markup, StringComparison.Ordinal);
        Assert.Contains("It stays in the trash for 30 days.", dialogs.Markup, StringComparison.Ordinal);

        await dialogs.FindAll("button").Single(b => b.TextContent.Contains("Cancel", StringComparison.Ordinal)).ClickAsync();
        Assert.False(await answer);
    }

    private Task<bool> AskAsync(IRenderedComponent<MudDialogProvider> dialogs)
    {
        ConfirmService confirm = Services.GetRequiredService<ConfirmService>();
        Task<bool>? answer = null;
        dialogs.InvokeAsync(() => { answer = confirm.AskAsync("Delete churn:3?", "It stays in the trash for 30 days.", "Delete"); });
        return answer!;
    }
}
