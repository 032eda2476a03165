using Bunit;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Shared;

public sealed class SharedComponentTests : ComponentTest
{
    [Theory]
    [InlineData("ok", "status-ok", "check_circle")]
    [InlineData("error", "status-error", "error")]
    [InlineData("something new", "status-muted", "radio_button_unchecked")]
    public void Badge_has_colour_picture_and_word(string status, string style, string icon)
    {
        var badge = Render<StatusBadge>(p => p.Add(b => b.Status, status).Add(b => b.Text, "Finished"));

        Assert.Contains(style, badge.Find(".status-badge").ClassList);
        Assert.Equal("true", badge.Find("[data-icon]").GetAttribute("aria-hidden"));
        Assert.Equal(icon, badge.Find("[data-icon]").GetAttribute("data-icon"));
        Assert.Equal("Finished", badge.Find("span > span").TextContent);
    }

    [Fact]
    public void Relative_time_moves_on_by_itself()
    {
        var time = Render<RelativeTime>(p => p.Add(t => t.At, Clock.GetUtcNow().AddSeconds(-50)));
        Assert.Equal("50 s ago", time.Find("time").TextContent);
        Assert.Equal("2025-12-31 23:59:10 UTC", time.Find("time").GetAttribute("title"));

        Clock.Advance(TimeSpan.FromSeconds(20));

        time.WaitForAssertion(() => Assert.Equal("1 min ago", time.Find("time").TextContent));
    }

    [Fact]
    public void Relative_time_without_a_moment_is_a_dash() =>
        Assert.Equal(Display.Nothing, Render<RelativeTime>(p => p.Add(t => t.At, null)).Find("span").TextContent);

    [Fact]
    public void Error_names_each_field_that_is_at_fault()
    {
        var error = new InvalidException(new Dictionary<string, string[]> { ["target"] = ["target is constant."], ["seed"] = ["seed is negative."] });

        var panel = Render<ErrorPanel>(p => p.Add(e => e.Error, error));

        Assert.Equal("alert", panel.Find(".error-panel").GetAttribute("role"));
        Assert.Equal(["target is constant.", "seed is negative."], panel.FindAll("p").Select(line => line.TextContent));
    }

    [Fact]
    public void Error_of_our_own_tells_no_internals()
    {
        var panel = Render<ErrorPanel>(p => p.Add(e => e.Error, new InvalidOperationException("/var/lib/secret.db")));

        Assert.DoesNotContain("secret", panel.Markup, StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException", panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Full_disk_is_said_in_the_words_of_the_REST_interface()
    {
        var failure = new Microsoft.EntityFrameworkCore.DbUpdateException("no", new Microsoft.Data.Sqlite.SqliteException("no", 13));
        var panel = Render<ErrorPanel>(p => p.Add(e => e.Error, failure));

        Assert.Equal("The disk is full.", panel.Find("strong").TextContent);
        Assert.Equal(StorageFault.Of(failure)!.Sentence, panel.Find("p").TextContent);
    }

    [Fact]
    public void Error_panel_without_an_error_is_empty() =>
        Assert.Equal("", Render<ErrorPanel>(p => p.Add(e => e.Error, null)).Markup.Trim());

    [Fact]
    public void Copy_button_carries_the_whole_text_and_shows_a_part()
    {
        var copy = Render<CopyText>(p => p.Add(c => c.Text, "0123456789abcdef").Add(c => c.Length, 8));

        Assert.Equal("01234567…", copy.Find("code").TextContent);
        Assert.Equal("0123456789abcdef", copy.Find("button").GetAttribute("data-copy"));
        Assert.Equal("Copy 01234567…", copy.Find("button").GetAttribute("aria-label"));
    }

    [Fact]
    public void Empty_value_is_a_dash()
    {
        var values = Render<KeyValues>(p => p.Add(v => v.Items, [new("learner", "linear"), new("note", "")]));

        Assert.Equal(["linear", Display.Nothing], values.FindAll("dd").Select(value => value.TextContent));
        Assert.Equal(Display.Nothing, Render<Stat>(p => p.Add(s => s.Label, "AUC").Add(s => s.Value, null)).Find(".number").TextContent);
    }

    [Fact]
    public void Page_header_holds_the_only_first_heading()
    {
        var header = Render<PageHeader>(p => p.Add(h => h.Title, "Data").Add(h => h.Subtitle, "3 data sets").AddChildContent("<button>Upload</button>"));

        Assert.Equal("Data", Assert.Single(header.FindAll("h1")).TextContent);
        Assert.Equal("3 data sets", header.Find("p").TextContent);
        Assert.Equal("Upload", header.Find(".page-header-actions button").TextContent);
    }

    [Fact]
    public void Empty_state_has_one_sentence_and_one_step()
    {
        var empty = Render<EmptyState>(p => p.Add(e => e.Icon, "table_view").Add(e => e.Title, "No data").AddChildContent("<a href=\"data\">Upload</a>"));

        Assert.Equal("No data", empty.Find("h2").TextContent);
        Assert.Empty(empty.FindAll("p"));
        Assert.Equal("Upload", empty.Find("a").TextContent);
    }
}
