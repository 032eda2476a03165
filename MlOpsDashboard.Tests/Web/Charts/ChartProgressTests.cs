using MlOpsDashboard.Components.Charts;
using Plotly.Blazor.Traces;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Charts;

public sealed class ChartProgressTests
{
    private readonly ChartProgress _progress = new();

    [Fact]
    public void First_picture_is_drawn() => Assert.Equal(ChartStep.Render, Next(Still(1)));

    [Fact]
    public void Same_picture_again_costs_nothing()
    {
        Next(Still(1));

        Assert.Equal(ChartStep.Nothing, Next(Still(1)));
    }

    [Fact]
    public void Other_numbers_or_titles_are_drawn_anew()
    {
        Next(Still(1));

        Assert.Equal(ChartStep.Render, Next(Still(2)));
        Assert.Equal(ChartStep.Render, Next(Still(2) with { Layout = new() { Height = 300 } }));
    }

    [Fact]
    public void New_points_at_the_end_are_appended()
    {
        Next(Streaming([1, 2], [5, 6]));

        Assert.Equal(ChartStep.Extend, Next(Streaming([1, 2, 3, 4], [5, 6, double.NaN, 8])));
        LineSeries tail = Assert.Single(_progress.Tails);
        Assert.Equal([3, 4], tail.X);
        Assert.Equal([double.NaN, 8], tail.Y);
    }

    [Fact]
    public void Points_with_a_gap_before_the_end_are_still_the_same_points()
    {
        Next(Streaming([1, 2], [double.NaN, 6]));

        Assert.Equal(ChartStep.Extend, Next(Streaming([1, 2, 3], [double.NaN, 6, 7])));
    }

    [Fact]
    public void Stream_without_new_points_costs_nothing()
    {
        Next(Streaming([1], [5]));

        Assert.Equal(ChartStep.Nothing, Next(Streaming([1], [5])));
    }

    [Fact]
    public void Stream_that_was_rewritten_shortened_or_joined_by_another_is_drawn_anew()
    {
        Next(Streaming([1, 2], [5, 6]));
        Assert.Equal(ChartStep.Render, Next(Streaming([1, 2, 3], [5, 9, 7])));
        Assert.Equal(ChartStep.Render, Next(Streaming([1, 2], [5, 9])));

        ChartPicture two = Streaming([1, 2], [5, 9]);
        Assert.Equal(ChartStep.Render, Next(two with { Lines = [.. two.Lines, new LineSeries("b", [], [])] }));
    }

    [Fact]
    public void Line_that_does_not_stream_is_drawn_anew_with_each_change()
    {
        Next(Streaming([1, 2], [5, 6]) with { Streams = false });

        Assert.Equal(ChartStep.Nothing, Next(Streaming([1, 2], [5, 6]) with { Streams = false }));
        Assert.Equal(ChartStep.Render, Next(Streaming([1, 2, 3], [5, 6, 7]) with { Streams = false }));
        Assert.Equal(ChartStep.Render, Next(Streaming([2, 3], [6, 7]) with { Streams = false }));
    }

    [Fact]
    public void Stream_in_another_colour_is_drawn_anew()
    {
        Next(Streaming([1], [5]));

        Assert.Equal(ChartStep.Render, Next(Streaming([1, 2], [5, 6]) with { Traces = [new Scatter { Line = new() { Color = "red" } }] }));
    }

    [Fact]
    public void Points_that_were_not_drawn_are_still_to_be_appended()
    {
        Next(Streaming([1], [5]));
        Assert.Equal(ChartStep.Extend, _progress.Compare(Streaming([1, 2], [5, 6])));

        Assert.Equal(ChartStep.Extend, _progress.Compare(Streaming([1, 2, 3], [5, 6, 7])));
        Assert.Equal([2, 3], Assert.Single(_progress.Tails).X);
    }

    private ChartStep Next(ChartPicture picture)
    {
        ChartStep step = _progress.Compare(picture);
        _progress.Keep(picture);
        return step;
    }

    private static ChartPicture Still(double y) => new([new Bar { Y = [y] }], new() { Height = 280 });

    private static ChartPicture Streaming(double[] x, double[] y) =>
        new([new Scatter()], new() { Height = 280 }) { Lines = [new LineSeries("a", x, y)], Streams = true };
}
