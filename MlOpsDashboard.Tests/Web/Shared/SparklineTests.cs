using Bunit;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Shared;

public sealed class SparklineTests : ComponentTest
{
    [Fact]
    public void A_figure_is_drawn_from_the_left_to_the_right_with_its_gaps_and_marks()
    {
        var line = Render<Sparkline>(p => p.Add(c => c.Values, [0, 10, double.NaN, 5, 10]).Add(c => c.FromZero, true).Add(c => c.Marks, [0.5, 2]).Add(c => c.Label, "requests"));

        Assert.Equal(["0,22 24,2", "72,12 96,2"], line.FindAll("polyline").Select(part => part.GetAttribute("points")));
        Assert.Equal("48", Assert.Single(line.FindAll("line")).GetAttribute("x1"));
        Assert.Equal("requests", line.Find("svg").GetAttribute("aria-label"));
    }

    [Fact]
    public void What_never_changes_lies_in_the_middle_and_one_point_is_no_line()
    {
        Assert.Equal("0,12 96,12", Render<Sparkline>(p => p.Add(c => c.Values, [3, 3]).Add(c => c.Label, "")).Find("polyline").GetAttribute("points"));
        Assert.Empty(Render<Sparkline>(p => p.Add(c => c.Values, [3]).Add(c => c.Label, "")).FindAll("svg"));
    }
}
