using System.Text.Json;
using Bunit;
using MlOpsDashboard.Components.Charts;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Charts;

public sealed class ChartTests : ComponentTest
{
    [Fact]
    public void Lines_have_titles_names_and_a_legend_when_there_are_two()
    {
        Render<LineChart>(p => p
            .Add(c => c.Series, [new LineSeries("a<b", [1, 2], [3, double.NaN]), new LineSeries("c", [1], [2])])
            .Add(c => c.XTitle, "Time (s)")
            .Add(c => c.Lines, [new ReferenceLine("limit", 5)]));

        JsonElement traces = Charts.Traces;
        Assert.Equal("a&lt;b", traces[0].GetProperty("name").GetString());
        Assert.Equal("[3,null]", traces[0].GetProperty("y").GetRawText());
        JsonElement layout = Charts.Layout;
        Assert.True(layout.GetProperty("showlegend").GetBoolean());
        Assert.Equal("Time (s)", layout.GetProperty("xaxis").GetProperty("title").GetProperty("text").GetString());
        Assert.Equal(5, layout.GetProperty("shapes")[0].GetProperty("y0").GetDouble());
        Assert.Equal("limit", layout.GetProperty("shapes")[0].GetProperty("label").GetProperty("text").GetString());
    }

    [Theory]
    [InlineData(new double[] { 1, 2, 3 }, true)]
    [InlineData(new double[] { 1, 2.5, 3 }, false)]
    [InlineData(new double[] { 0, 50 }, false)]
    public void Axis_of_a_few_steps_has_no_halves(double[] x, bool whole)
    {
        Render<LineChart>(p => p.Add(c => c.Series, [new LineSeries("a", x, x)]));

        Assert.Equal(whole, Charts.Layout.GetProperty("xaxis").TryGetProperty("dtick", out _));
    }

    [Fact]
    public void Steps_of_a_waterfall_begin_where_the_one_before_ended()
    {
        var chart = Render<WaterfallChart>(p => p
            .Add(c => c.Labels, ["age = 3", "the <rest>"])
            .Add(c => c.Steps, [2, -0.5])
            .Add(c => c.From, -1)
            .Add(c => c.LogOdds, true));

        JsonElement trace = Charts.Traces[0];
        Assert.Equal("[-1,1]", trace.GetProperty("base").GetRawText());
        Assert.Equal("[2,-0.5]", trace.GetProperty("x").GetRawText());
        Assert.Equal("the &lt;rest>", trace.GetProperty("y")[1].GetString());
        Assert.Equal("+2", trace.GetProperty("text")[0].GetString());
        Assert.Equal(["+2", "−0.5"], Charts.Layout.GetProperty("annotations").EnumerateArray().Select(figure => figure.GetProperty("text").GetString()));
        JsonElement axis = Charts.Layout.GetProperty("xaxis");
        Assert.Contains("50 %", axis.GetProperty("ticktext").EnumerateArray().Select(tick => tick.GetString()));
        Assert.Contains("height: 136px", chart.Find("[role=img]").GetAttribute("style"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_of_a_waterfall_stand_above_their_bars_where_there_is_little_room()
    {
        var chart = Render<WaterfallChart>(p => p.Add(c => c.Labels, ["age = 3", "job = <a>"]).Add(c => c.Steps, [2, -0.5]).Add(c => c.From, -1).Add(c => c.LogOdds, true));
        Assert.Contains("height: 136px", chart.Find("[role=img]").GetAttribute("style"), StringComparison.Ordinal);

        await chart.InvokeAsync(() => chart.FindComponent<ChartPlot>().Instance.ChangeScene(ChartBrowser.Scene(narrow: true)));

        JsonElement narrow = Charts.Layout;
        Assert.False(narrow.GetProperty("yaxis").GetProperty("showticklabels").GetBoolean());
        Assert.Equal(0, narrow.GetProperty("xaxis").GetProperty("tickangle").GetInt32());
        Assert.InRange(narrow.GetProperty("xaxis").GetProperty("ticktext").GetArrayLength(), 2, 4);
        Assert.Equal(
            ["+2", "−0.5", "age = 3", "job = &lt;a>"],
            narrow.GetProperty("annotations").EnumerateArray().Select(words => words.GetProperty("text").GetString()));
        Assert.Contains("height: 168px", chart.Find("[role=img]").GetAttribute("style"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-0.2, 0.1, "45 %,46 %,47 %")]
    [InlineData(-1.0, 0.8, "30 %,40 %")]
    [InlineData(0.001, 0.002, "")]
    public void Axis_of_log_odds_names_probabilities_however_narrow_it_is(double from, double step, string words)
    {
        Render<WaterfallChart>(p => p.Add(c => c.Labels, ["a"]).Add(c => c.Steps, [step]).Add(c => c.From, from).Add(c => c.LogOdds, true));

        string[] ticks = Charts.Layout.GetProperty("xaxis").TryGetProperty("ticktext", out JsonElement found) ? [.. found.EnumerateArray().Select(tick => tick.GetString()!)] : [];
        Assert.Equal(words, string.Join(',', ticks));
    }

    [Fact]
    public void Dependence_is_a_curve_over_numbers_and_bars_over_words()
    {
        var chart = Render<DependenceChart>(p => p
            .Add(c => c.Labels, ["1", "2"]).Add(c => c.X, [1, 2]).Add(c => c.Means, [0.25, 0.5])
            .Add(c => c.Individual, [(IReadOnlyList<double>)[0, 1], [0.5, 0]]));

        Assert.Equal("[1,2,null,1,2,null]", Charts.Traces[0].GetProperty("x").GetRawText());
        Assert.Equal("[0,1,null,0.5,0,null]", Charts.Traces[0].GetProperty("y").GetRawText());
        Assert.Equal("[0.25,0.5]", Charts.Traces[1].GetProperty("y").GetRawText());

        chart.Render(p => p.Add(c => c.X, null).Add(c => c.Share, true));
        Assert.Equal("bar", Charts.Traces[0].GetProperty("type").GetString());
        Assert.Equal(".0%", Charts.Layout.GetProperty("yaxis").GetProperty("tickformat").GetString());
    }

    [Fact]
    public void Chart_tells_screen_readers_what_it_is()
    {
        var chart = Render<LineChart>(p => p.Add(c => c.Title, "Latency").Add(c => c.XTitle, "Time").Add(c => c.YTitle, "ms"));

        Assert.Equal("Line chart: Latency, ms by Time", chart.Find("[role=img]").GetAttribute("aria-label"));
        Assert.Equal("Latency", chart.Find("figcaption").TextContent);
    }

    [Fact]
    public void New_points_of_a_stream_are_sent_alone()
    {
        var chart = Render<LineChart>(p => p.Add(c => c.Streaming, true).Add(c => c.Series, [new LineSeries("a", [1], [5])]));

        chart.Render(p => p.Add(c => c.Series, [new LineSeries("a", [1, 2], [5, 6])]));

        Clock.Advance(TimeSpan.FromSeconds(1));

        chart.WaitForAssertion(() => Assert.Equal("[[[2]],[[6]]]", Charts.Appended(0)));
        Assert.Equal(1, Charts.Drawings);
    }

    [Fact]
    public void Chart_of_nothing_says_so_and_draws_whole_once_there_is_something()
    {
        LineSeries[] series = [new("a", [1], [0])];
        var chart = Render<LineChart>(p => p.Add(c => c.Streaming, true).Add(c => c.Series, series).Add(c => c.Empty, "No request in this time."));

        Assert.Equal("No request in this time.", chart.Find(".chart-empty").TextContent);
        Assert.Empty(chart.FindAll(".chart-plot"));
        Assert.Empty(chart.FindAll("button"));
        Assert.Equal(0, Charts.Drawings);

        chart.Render(p => p.Add(c => c.Series, [new LineSeries("a", [1, 2], [0, 6])]).Add(c => c.Empty, null));
        Assert.Equal("[0,6]", Charts.Traces[0].GetProperty("y").GetRawText());

        // Empty and not again: the lines in between were never drawn, so that appending to them would leave a hole.
        chart.Render(p => p.Add(c => c.Empty, "No request in this time."));
        chart.Render(p => p.Add(c => c.Series, [new LineSeries("a", [1, 2, 3], [0, 6, 7])]).Add(c => c.Empty, null));
        Assert.Equal("[0,6,7]", Charts.Traces[0].GetProperty("y").GetRawText());
        Assert.Empty(Charts.Calls("extendTraces"));
    }

    [Fact]
    public void Render_of_the_page_around_a_chart_does_not_draw_it_again()
    {
        var chart = Render<BarChart>(p => p.Add(c => c.Labels, ["a"]).Add(c => c.Values, [1.0]));

        chart.Render();

        Assert.Equal(1, Charts.Drawings);
    }

    [Fact]
    public void Horizontal_bars_start_at_the_top()
    {
        Render<BarChart>(p => p.Add(c => c.Labels, ["a", "b"]).Add(c => c.Values, [2.0, 1.0]).Add(c => c.Horizontal, true));

        Assert.Equal("[2,1]", Charts.Traces[0].GetProperty("x").GetRawText());
        Assert.Equal("reversed", Charts.Layout.GetProperty("yaxis").GetProperty("autorange").GetString());
    }

    [Fact]
    public void Histogram_places_its_bars_between_the_edges()
    {
        Render<HistogramChart>(p => p.Add(c => c.Edges, [0, 10, 30]).Add(c => c.Counts, [5, 7]));

        JsonElement trace = Charts.Traces[0];
        Assert.Equal("[5,20]", trace.GetProperty("x").GetRawText());
        Assert.Equal("[10,20]", trace.GetProperty("width").GetRawText());
        Assert.Equal("10 to 30", trace.GetProperty("customdata")[1].GetString());
        Assert.Equal("Rows", Charts.Layout.GetProperty("yaxis").GetProperty("title").GetProperty("text").GetString());
    }

    [Fact]
    public void Heat_map_writes_its_numbers_when_asked()
    {
        double[][] values = [[7000, 400], [800, double.NaN]];

        Render<HeatmapChart>(p => p.Add(c => c.XLabels, ["no", "yes"]).Add(c => c.YLabels, ["no", "yes"]).Add(c => c.Values, values).Add(c => c.ShowText, true));

        Assert.Equal(["[7000,400]", "[800,null]"], Charts.Traces.EnumerateArray().Select(row => row.GetProperty("marker").GetProperty("color").GetRawText()));
        Assert.Equal("[1,null]", Charts.Traces[1].GetProperty("y").GetRawText());
        Assert.Equal("7,000", Charts.Traces[0].GetProperty("text")[0].GetString());
        Assert.Equal("inside", Charts.Traces[0].GetProperty("textposition").GetString());
        Assert.Equal("[2,0]", Charts.Layout.GetProperty("yaxis").GetProperty("range").GetRawText());
        Assert.Equal("""["no","yes"]""", Charts.Layout.GetProperty("yaxis").GetProperty("ticktext").GetRawText());
        Assert.Equal("""[[0,"low"],[1,"high"]]""", Charts.Layout.GetProperty("coloraxis").GetProperty("colorscale").GetRawText());
    }

    [Fact]
    public void Scatter_of_many_dots_is_thinned_evenly_and_its_diagonal_spans_them()
    {
        double[] x = [.. Enumerable.Range(0, 10_000).Select(i => (double)i)];

        Render<ScatterChart>(p => p.Add(c => c.X, x).Add(c => c.Y, x).Add(c => c.Diagonal, true));

        JsonElement shown = Charts.Traces[0].GetProperty("x");
        Assert.Equal(2500, shown.GetArrayLength());
        Assert.Equal(4, shown[1].GetDouble());
        Assert.Equal(9999, Charts.Layout.GetProperty("shapes")[0].GetProperty("x1").GetDouble());
    }

    [Fact]
    public async Task Download_names_the_file_after_the_chart()
    {
        var chart = Render<BarChart>(p => p.Add(c => c.Labels, ["a"]).Add(c => c.Values, [1.0]).Add(c => c.Title, "ROC curve"));

        await chart.Find("button").ClickAsync();

        Assert.Equal("roc-curve", Assert.Single(Charts.Own.Invocations["toImage"]).Arguments[1]);
    }

    [Fact]
    public void Charts_draw_only_what_the_basic_build_of_the_script_knows()
    {
        Render<LineChart>(p => p.Add(c => c.Series, [new LineSeries("a", [1], [2])]));
        Render<BarChart>(p => p.Add(c => c.Labels, ["a"]).Add(c => c.Values, [1.0]));
        Render<ScatterChart>(p => p.Add(c => c.X, [1.0]).Add(c => c.Y, [1.0]));
        Render<HistogramChart>(p => p.Add(c => c.Edges, [0, 1]).Add(c => c.Counts, [5]));
        Render<HeatmapChart>(p => p.Add(c => c.XLabels, ["a"]).Add(c => c.YLabels, ["a"]).Add(c => c.Values, [(IReadOnlyList<double>)[1]]));
        Render<WaterfallChart>(p => p.Add(c => c.Labels, ["a"]).Add(c => c.Steps, [1.0]));
        Render<DependenceChart>(p => p.Add(c => c.Labels, ["a"]).Add(c => c.X, [1.0]).Add(c => c.Means, [1.0]));
        Render<OverlaidChart>(p => p.Add(c => c.Edges, [0.0, 1.0]).Add(c => c.FirstName, "a").Add(c => c.First, [1.0]).Add(c => c.SecondName, "b").Add(c => c.Second, [1.0]));

        int charts = typeof(ChartBase).Assembly.GetTypes().Count(type => type.IsSubclassOf(typeof(ChartBase)));
        Assert.Equal(charts, Charts.Drawings);
        Assert.Equal(["bar", "scatter"], Charts.Kinds.Order());
    }
}
