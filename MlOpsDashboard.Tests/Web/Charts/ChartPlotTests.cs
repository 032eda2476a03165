using Bunit;
using Microsoft.JSInterop;
using MlOpsDashboard.Components.Charts;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Charts;

/// <summary>One test for each thing that Plotly.Blazor leaves undone.</summary>
public sealed class ChartPlotTests : ComponentTest
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Fact]
    public void New_state_is_drawn_although_parameters_alone_redraw_nothing()
    {
        var chart = Bars(1);

        chart.Render(p => p.Add(c => c.Values, [2.0]));

        Assert.Single(Charts.Calls("newPlot"));
        Assert.Single(Charts.Calls("react"));
        Assert.Equal("[2]", Charts.Traces[0].GetProperty("y").GetRawText());
    }

    [Fact]
    public void New_name_and_height_reach_the_element_although_it_is_not_rendered_again_by_itself()
    {
        var chart = Bars(1);

        chart.Render(p => p.Add(c => c.Title, "Importance").Add(c => c.Height, 400));

        chart.WaitForAssertion(() => Assert.Contains("height: 400px", chart.Find("[role=img]").GetAttribute("style"), StringComparison.Ordinal));
        Assert.Equal("Bar chart: Importance", chart.Find("[role=img]").GetAttribute("aria-label"));
    }

    [Fact]
    public void Basic_build_of_the_script_is_asked_for()
    {
        Bars(1);

        Assert.Contains("plotly-basic", (string)Assert.Single(Charts.Calls("importScript")).Arguments[1]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_streams_before_the_plot_stands()
    {
        JSRuntimeInvocationHandler drawing = Charts.Hold("newPlot");
        var chart = Stream([1]);
        chart.Render(p => p.Add(c => c.Series, [new LineSeries("a", [1, 2], [1, 2])]));
        Clock.Advance(s_second);
        Assert.Empty(Charts.Calls("extendTraces"));

        drawing.SetVoidResult();

        chart.WaitForAssertion(() => Assert.Equal("[[[2]],[[2]]]", Charts.Appended(0)));
    }

    [Fact]
    public void Points_of_a_second_are_gathered_to_one_call()
    {
        var chart = Stream([1]);
        for (int last = 2; last <= 5; last++)
        {
            double[] points = [.. Enumerable.Range(1, last).Select(point => (double)point)];
            chart.Render(p => p.Add(c => c.Series, [new LineSeries("a", points, points)]));
        }

        Assert.Empty(Charts.Calls("extendTraces"));
        Clock.Advance(s_second);

        chart.WaitForAssertion(() => Assert.Equal("[[[2,3,4,5]],[[2,3,4,5]]]", Charts.Appended(0)));
        Clock.Advance(s_second);
        Assert.Single(Charts.Calls("extendTraces"));
    }

    [Fact]
    public void Other_changes_do_not_wait_for_the_second_to_be_over()
    {
        var chart = Stream([1]);

        chart.Render(p => p.Add(c => c.YTitle, "ms"));

        Assert.Equal(2, Charts.Drawings);
    }

    [Fact]
    public void Points_that_are_not_finite_or_no_decimals_are_drawn_and_appended()
    {
        var chart = Stream([1, 2, 3, 4], [double.NaN, double.PositiveInfinity, 1e300, 1e-300]);
        Assert.Equal("""[null,null,"1E+300","1E-300"]""", Charts.Traces[0].GetProperty("y").GetRawText().Replace("\\u002B", "+", StringComparison.Ordinal));

        chart.Render(p => p.Add(c => c.Series, [new LineSeries("a", [1, 2, 3, 4, 5], [double.NaN, double.PositiveInfinity, 1e300, 1e-300, double.NaN])]));
        Clock.Advance(s_second);

        chart.WaitForAssertion(() => Assert.Equal("[[[5]],[[null]]]", Charts.Appended(0)));
    }

    [Fact]
    public async Task Another_scheme_is_drawn_whole_because_partial_updates_throw()
    {
        var chart = Stream([1, 2]);

        await chart.InvokeAsync(() => chart.FindComponent<ChartPlot>().Instance.ChangeScene(ChartBrowser.Scene("dark")));

        Assert.Equal("dark text", Charts.Layout.GetProperty("font").GetProperty("color").GetString());
        Assert.Equal("[1,2]", Charts.Traces[0].GetProperty("y").GetRawText());
        Assert.DoesNotContain(Charts.Package.Invocations, call => call.Identifier is "restyle" or "relayout" or "update");
    }

    [Fact]
    public void Library_that_does_not_load_is_said_and_tried_again_with_the_next_state()
    {
        Charts.Own.SetupVoid("load").SetException(new JSException("Failed to load script."));
        var chart = Bars(1);
        chart.WaitForElement("[role=status]");
        Assert.Empty(chart.FindAll("button"));
        Assert.Empty(Charts.Package.Invocations);

        Charts.Own.SetupVoid("load").SetVoidResult();
        chart.Render(p => p.Add(c => c.Values, [2.0]));

        chart.WaitForAssertion(() => Assert.Equal(1, Charts.Drawings));
        Assert.Empty(chart.FindAll("[role=status]"));
        Assert.Equal(2, chart.FindAll("button").Count);
    }

    [Fact]
    public void Picture_that_the_script_cannot_draw_is_said_and_leaves_the_page_alone()
    {
        Charts.Hold("newPlot").SetException(new JSException("Cannot read properties of undefined."));

        var chart = Bars(1);

        chart.WaitForElement("[role=status]");
    }

    [Fact]
    public void Call_that_was_lost_with_the_connection_is_not_waited_for_without_end()
    {
        var chart = Bars(1);
        JSRuntimeInvocationHandler lost = Charts.Hold("react");
        chart.Render(p => p.Add(c => c.Values, [2.0]));
        CancellationToken patience = Assert.Single(lost.Invocations).CancellationToken!.Value;
        Assert.False(patience.IsCancellationRequested);

        Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.True(patience.IsCancellationRequested);
        Charts.Hold("react").SetVoidResult();
        lost.SetCanceled();

        chart.WaitForAssertion(() => Assert.Equal(2, Charts.Calls("react").Count));
        Assert.Equal("[2]", Charts.Traces[0].GetProperty("y").GetRawText());
        Assert.Empty(chart.FindAll("[role=status]"));
    }

    [Fact]
    public async Task Leaving_the_page_releases_the_plot()
    {
        var chart = Bars(1);
        string? id = chart.Find("[role=img]").Id;

        await DisposeComponentsAsync();

        Assert.Equal(id, Assert.Single(Charts.Own.Invocations["leave"]).Arguments[0]);
        Assert.Single(Charts.Calls("purge"));
    }

    [Fact]
    public void Package_is_not_asked_for_anything_before_the_library_is_there()
    {
        JSRuntimeInvocationHandler loading = Charts.Own.SetupVoid("load");
        var chart = Bars(1);
        Assert.Empty(Charts.Package.Invocations);
        Assert.Contains("height: 280px", chart.Find(".chart-plot").GetAttribute("style"), StringComparison.Ordinal);

        loading.SetVoidResult();

        chart.WaitForAssertion(() => Assert.Equal(1, Charts.Drawings));
        Bars(2);
        Assert.Single(loading.Invocations);
    }

    [Fact]
    public async Task Release_does_not_wait_for_a_script_that_was_lost_with_the_page()
    {
        Charts.Hold("importScript");
        Bars(1);

        await DisposeComponentsAsync().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Empty(Charts.Calls("newPlot"));
    }

    [Fact]
    public async Task Plot_that_was_left_while_it_asked_for_its_scene_is_released_too()
    {
        JSRuntimeInvocationHandler<ChartScene?> loading = Charts.Own.Setup<ChartScene?>("watch", _ => true);
        Bars(1);
        await DisposeComponentsAsync();
        Assert.Empty(Charts.Own.Invocations["leave"]);

        loading.SetResult(ChartBrowser.Scene());

        await Wait.UntilAsync(() => Charts.Own.Invocations["leave"].Count == 1);
        Assert.Equal(0, Charts.Drawings);
    }

    private IRenderedComponent<BarChart> Bars(double value) =>
        Render<BarChart>(p => p.Add(c => c.Labels, ["a"]).Add(c => c.Values, [value]));

    private IRenderedComponent<LineChart> Stream(double[] x, double[]? y = null) =>
        Render<LineChart>(p => p.Add(c => c.Streaming, true).Add(c => c.Series, [new LineSeries("a", x, y ?? x)]));
}
