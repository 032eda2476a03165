using System.Text.Json;
using Bunit;
using Microsoft.JSInterop;
using MlOpsDashboard.Components.Charts;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Charts;

public sealed class ChartTests : ComponentTest
{
    private readonly BunitJSModuleInterop _module;
    private readonly JSRuntimeInvocationHandler _render;

    public ChartTests()
    {
        _module = JSInterop.SetupModule("./charts.js");
        _module.Mode = JSRuntimeMode.Loose;
        _render = _module.SetupVoid("render", _ => true).SetVoidResult();
        _module.Setup<bool>("extend", _ => true).SetResult(true);
    }

    [Fact]
    public void Lines_have_titles_names_and_a_legend_when_there_are_two()
    {
        Render<LineChart>(p => p
            .Add(c => c.Series, [new LineSeries("a<b", [1, 2], [3, double.NaN]), new LineSeries("c", [1], [2])])
            .Add(c => c.XTitle, "Time (s)")
            .Add(c => c.Lines, [new ReferenceLine("limit", 5)]));

        JsonElement traces = Argument(1);
        Assert.Equal("a&lt;b", traces[0].GetProperty("name").GetString());
        Assert.Equal("[3,null]", traces[0].GetProperty("y").GetRawText());
        JsonElement layout = Argument(2);
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

        Assert.Equal(whole, Argument(2).GetProperty("xaxis").TryGetProperty("dtick", out _));
    }

    [Fact]
    public void Steps_of_a_waterfall_begin_where_the_one_before_ended()
    {
        var chart = Render<WaterfallChart>(p => p
            .Add(c => c.Labels, ["age = 3", "the <rest>"])
            .Add(c => c.Steps, [2, -0.5])
            .Add(c => c.From, -1)
            .Add(c => c.LogOdds, true));

        JsonElement trace = Argument(1)[0];
        Assert.Equal("[-1,1]", trace.GetProperty("base").GetRawText());
        Assert.Equal("[2,-0.5]", trace.GetProperty("x").GetRawText());
        Assert.Equal("the &lt;rest>", trace.GetProperty("y")[1].GetString());
        Assert.Equal("+2", trace.GetProperty("text")[0].GetString());
        Assert.Equal(["+2", "−0.5"], Argument(2).GetProperty("annotations").EnumerateArray().Select(figure => figure.GetProperty("text").GetString()));
        JsonElement axis = Argument(2).GetProperty("xaxis");
        Assert.Contains("50 %", axis.GetProperty("ticktext").EnumerateArray().Select(tick => tick.GetString()));
        Assert.Contains("height: 136px", chart.Find("[role=img]").GetAttribute("style"), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_a_waterfall_stand_above_their_bars_where_there_is_little_room()
    {
        Render<WaterfallChart>(p => p.Add(c => c.Labels, ["age = 3", "job = <a>"]).Add(c => c.Steps, [2, -0.5]).Add(c => c.From, -1).Add(c => c.LogOdds, true));

        JsonElement narrow = Argument(2).GetProperty("narrow");
        Assert.False(narrow.GetProperty("yaxis").GetProperty("showticklabels").GetBoolean());
        Assert.Equal(0, narrow.GetProperty("xaxis").GetProperty("tickangle").GetInt32());
        Assert.InRange(narrow.GetProperty("xaxis").GetProperty("ticktext").GetArrayLength(), 2, 4);
        Assert.Equal(
            ["+2", "−0.5", "age = 3", "job = &lt;a>"],
            narrow.GetProperty("annotations").EnumerateArray().Select(words => words.GetProperty("text").GetString()));
        Assert.True(narrow.GetProperty("height").GetInt32() > Argument(2).GetProperty("height").GetInt32());
    }

    [Theory]
    [InlineData(-0.2, 0.1, "45 %,46 %,47 %")]
    [InlineData(-1.0, 0.8, "30 %,40 %")]
    [InlineData(0.001, 0.002, "")]
    public void Axis_of_log_odds_names_probabilities_however_narrow_it_is(double from, double step, string words)
    {
        Render<WaterfallChart>(p => p.Add(c => c.Labels, ["a"]).Add(c => c.Steps, [step]).Add(c => c.From, from).Add(c => c.LogOdds, true));

        string[] ticks = Argument(2).GetProperty("xaxis").TryGetProperty("ticktext", out JsonElement found) ? [.. found.EnumerateArray().Select(tick => tick.GetString()!)] : [];
        Assert.Equal(words, string.Join(',', ticks));
    }

    [Fact]
    public void Dependence_is_a_curve_over_numbers_and_bars_over_words()
    {
        var chart = Render<DependenceChart>(p => p
            .Add(c => c.Labels, ["1", "2"]).Add(c => c.X, [1, 2]).Add(c => c.Means, [0.25, 0.5])
            .Add(c => c.Individual, [(IReadOnlyList<double>)[0, 1], [0.5, 0]]));

        Assert.Equal("[1,2,null,1,2,null]", Argument(1)[0].GetProperty("x").GetRawText());
        Assert.Equal("[0,1,null,0.5,0,null]", Argument(1)[0].GetProperty("y").GetRawText());
        Assert.Equal("[0.25,0.5]", Argument(1)[1].GetProperty("y").GetRawText());

        chart.Render(p => p.Add(c => c.X, null).Add(c => c.Share, true));
        Assert.Equal("bar", Argument(1)[0].GetProperty("type").GetString());
        Assert.Equal(".0%", Argument(2).GetProperty("yaxis").GetProperty("tickformat").GetString());
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

        Assert.Single(_render.Invocations);
        JSRuntimeInvocation extend = Assert.Single(_module.Invocations["extend"]);
        Assert.Equal("""{"x":[[2]],"y":[[6]]}""", JsonDocument.Parse((byte[])extend.Arguments[1]!).RootElement.GetRawText());
    }

    [Fact]
    public void Chart_of_nothing_says_so_and_draws_whole_once_there_is_something()
    {
        LineSeries[] series = [new("a", [1], [0])];
        var chart = Render<LineChart>(p => p.Add(c => c.Streaming, true).Add(c => c.Series, series).Add(c => c.Empty, "No request in this time."));

        Assert.Equal("No request in this time.", chart.Find(".chart-empty").TextContent);
        Assert.True(chart.Find(".chart-plot").HasAttribute("hidden"));
        Assert.Empty(chart.FindAll("button"));
        Assert.Empty(_render.Invocations);

        chart.Render(p => p.Add(c => c.Series, [new LineSeries("a", [1, 2], [0, 6])]).Add(c => c.Empty, null));
        Assert.False(chart.Find(".chart-plot").HasAttribute("hidden"));
        Assert.Equal("[0,6]", Argument(1)[0].GetProperty("y").GetRawText());

        // Empty and not again: the lines in between were never drawn, so that appending to them would leave a hole.
        chart.Render(p => p.Add(c => c.Empty, "No request in this time."));
        chart.Render(p => p.Add(c => c.Series, [new LineSeries("a", [1, 2, 3], [0, 6, 7])]).Add(c => c.Empty, null));
        Assert.Equal("[0,6,7]", Argument(1)[0].GetProperty("y").GetRawText());
        Assert.DoesNotContain(_module.Invocations, call => call.Identifier == "extend");
    }

    [Fact]
    public void Render_of_the_page_around_a_chart_does_not_draw_it_again()
    {
        var chart = Render<BarChart>(p => p.Add(c => c.Labels, ["a"]).Add(c => c.Values, [1.0]));

        chart.Render();

        Assert.Single(_render.Invocations);
    }

    [Fact]
    public void Horizontal_bars_start_at_the_top()
    {
        Render<BarChart>(p => p.Add(c => c.Labels, ["a", "b"]).Add(c => c.Values, [2.0, 1.0]).Add(c => c.Horizontal, true));

        Assert.Equal("[2,1]", Argument(1)[0].GetProperty("x").GetRawText());
        Assert.Equal("reversed", Argument(2).GetProperty("yaxis").GetProperty("autorange").GetString());
    }

    [Fact]
    public void Histogram_places_its_bars_between_the_edges()
    {
        Render<HistogramChart>(p => p.Add(c => c.Edges, [0, 10, 30]).Add(c => c.Counts, [5, 7]));

        JsonElement trace = Argument(1)[0];
        Assert.Equal("[5,20]", trace.GetProperty("x").GetRawText());
        Assert.Equal("[10,20]", trace.GetProperty("width").GetRawText());
        Assert.Equal("10 to 30", trace.GetProperty("customdata")[1].GetString());
        Assert.Equal("Rows", Argument(2).GetProperty("yaxis").GetProperty("title").GetProperty("text").GetString());
    }

    [Fact]
    public void Heat_map_writes_its_numbers_when_asked()
    {
        double[][] values = [[7000, 400], [800, double.NaN]];

        Render<HeatmapChart>(p => p.Add(c => c.XLabels, ["no", "yes"]).Add(c => c.YLabels, ["no", "yes"]).Add(c => c.Values, values).Add(c => c.ShowText, true));

        JsonElement trace = Argument(1)[0];
        Assert.Equal("[[7000,400],[800,null]]", trace.GetProperty("z").GetRawText());
        Assert.Equal("7,000", trace.GetProperty("text")[0][0].GetString());
        Assert.Equal("%{text}", trace.GetProperty("texttemplate").GetString());
    }

    [Fact]
    public void Scatter_of_many_dots_is_thinned_evenly_and_its_diagonal_spans_them()
    {
        double[] x = [.. Enumerable.Range(0, 10_000).Select(i => (double)i)];

        Render<ScatterChart>(p => p.Add(c => c.X, x).Add(c => c.Y, x).Add(c => c.Diagonal, true));

        JsonElement shown = Argument(1)[0].GetProperty("x");
        Assert.Equal(2500, shown.GetArrayLength());
        Assert.Equal(4, shown[1].GetDouble());
        Assert.Equal(9999, Argument(2).GetProperty("shapes")[0].GetProperty("x1").GetDouble());
    }

    [Fact]
    public void Chart_that_cannot_be_drawn_says_so_and_leaves_the_page_alone()
    {
        _module.SetupVoid("render", _ => true).SetException(new JSException("The chart library did not load."));

        var chart = Render<BarChart>(p => p.Add(c => c.Labels, ["a"]).Add(c => c.Values, [1.0]));

        chart.WaitForElement("[role=status]");
        Assert.Empty(chart.FindAll("button"));
    }

    [Fact]
    public async Task Download_names_the_file_after_the_chart()
    {
        var chart = Render<BarChart>(p => p.Add(c => c.Labels, ["a"]).Add(c => c.Values, [1.0]).Add(c => c.Title, "ROC curve"));

        await chart.Find("button").ClickAsync();

        Assert.Equal("roc-curve", Assert.Single(_module.Invocations["toImage"]).Arguments[1]);
    }

    [Fact]
    public async Task Leaving_the_page_releases_the_chart()
    {
        var chart = Render<BarChart>(p => p.Add(c => c.Labels, ["a"]).Add(c => c.Values, [1.0]));

        await chart.Instance.DisposeAsync();

        Assert.Single(_module.Invocations["purge"]);
    }

    private JsonElement Argument(int index) =>
        JsonDocument.Parse((byte[])_render.Invocations.Last().Arguments[index]!).RootElement;
}
