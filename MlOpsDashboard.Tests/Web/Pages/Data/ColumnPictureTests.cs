using Bunit;
using MlOpsDashboard.Components.Pages.Data;
using MlOpsDashboard.Core.Datasets.Profiling;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Pages.Data;

public sealed class ColumnPictureTests : ComponentTest
{
    private static readonly Dictionary<string, long> s_noMarkers = [];

    [Fact]
    public void Draws_a_bar_for_each_bin_as_high_as_its_share()
    {
        var column = new ColumnProfile("age", ColumnType.Numeric, 0, s_noMarkers, 3, false) { Min = 1, Max = 4, Histogram = new Histogram([1, 2, 0, 4], [1, 2, 3, 4, 5], null, 0) };

        var picture = Render<ColumnPicture>(parameters => parameters.Add(one => one.Column, column));

        Assert.Equal(["16", "32", "0", "64"], picture.FindAll("rect").Select(bar => bar.GetAttribute("height")));
        Assert.Contains("2 to 3: 2", picture.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_the_most_frequent_words_and_the_others()
    {
        ValueCount[] words = [.. Enumerable.Range(0, 6).Select(i => new ValueCount($"w{i}", 60 - (10 * i)))];
        var column = new ColumnProfile("city", ColumnType.Categorical, 0, s_noMarkers, 6, false)
        {
            TopValues = words,
            Histogram = new Histogram([.. words.Select(word => word.Count)], null, [.. words.Select(word => word.Value)], 0),
        };

        var picture = Render<ColumnPicture>(parameters => parameters.Add(one => one.Column, column));

        Assert.Equal(5, picture.FindAll("li").Count);
        Assert.Contains("2 others", picture.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "no value in any row")]
    [InlineData(true, "nearly every value is different")]
    public void Says_so_where_there_is_nothing_to_draw(bool hasValues, string words)
    {
        var column = new ColumnProfile("x", ColumnType.Text, 0, s_noMarkers, 0, false) { Histogram = hasValues ? new Histogram([1], null, ["a"], 9) : null };

        Assert.Contains(words, Render<ColumnPicture>(parameters => parameters.Add(one => one.Column, column)).Markup, StringComparison.Ordinal);
    }
}
