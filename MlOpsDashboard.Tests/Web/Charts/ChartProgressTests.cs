using MlOpsDashboard.Components.Charts;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Charts;

public sealed class ChartProgressTests
{
    private readonly ChartProgress _progress = new();

    [Fact]
    public void First_picture_is_drawn() => Assert.Equal(ChartStep.Render, _progress.Next(Still(1)));

    [Fact]
    public void Same_picture_again_costs_nothing()
    {
        _progress.Next(Still(1));

        Assert.Equal(ChartStep.Nothing, _progress.Next(Still(1)));
    }

    [Fact]
    public void Other_numbers_or_titles_are_drawn_anew()
    {
        _progress.Next(Still(1));

        Assert.Equal(ChartStep.Render, _progress.Next(Still(2)));
        Assert.Equal(ChartStep.Render, _progress.Next(Still(2) with { Layout = new { Title = "ms" } }));
    }

    [Fact]
    public void New_points_at_the_end_are_appended()
    {
        _progress.Next(Streaming([1, 2], [5, 6]));

        Assert.Equal(ChartStep.Extend, _progress.Next(Streaming([1, 2, 3, 4], [5, 6, double.NaN, 8])));
        LineSeries tail = Assert.Single(_progress.Tails);
        Assert.Equal([3, 4], tail.X);
        Assert.Equal([double.NaN, 8], tail.Y);
    }

    [Fact]
    public void Points_with_a_gap_before_the_end_are_still_the_same_points()
    {
        _progress.Next(Streaming([1, 2], [double.NaN, 6]));

        Assert.Equal(ChartStep.Extend, _progress.Next(Streaming([1, 2, 3], [double.NaN, 6, 7])));
    }

    [Fact]
    public void Stream_without_new_points_costs_nothing()
    {
        _progress.Next(Streaming([1], [5]));

        Assert.Equal(ChartStep.Nothing, _progress.Next(Streaming([1], [5])));
    }

    [Fact]
    public void Stream_that_was_rewritten_shortened_or_joined_by_another_is_drawn_anew()
    {
        _progress.Next(Streaming([1, 2], [5, 6]));
        Assert.Equal(ChartStep.Render, _progress.Next(Streaming([1, 2, 3], [5, 9, 7])));
        Assert.Equal(ChartStep.Render, _progress.Next(Streaming([1, 2], [5, 9])));

        ChartPicture two = Streaming([1, 2], [5, 9]);
        Assert.Equal(ChartStep.Render, _progress.Next(two with { Growing = [.. two.Growing, new LineSeries("b", [], [])] }));
    }

    [Fact]
    public void Picture_is_drawn_anew_after_a_reset()
    {
        _progress.Next(Still(1));
        _progress.Reset();

        Assert.Equal(ChartStep.Render, _progress.Next(Still(1)));
    }

    private static ChartPicture Still(double y) => new([new { Y = new[] { y } }], new { Title = "s" }, []);

    private static ChartPicture Streaming(double[] x, double[] y) => new([new { X = x, Y = y }], new { Title = "s" }, [new LineSeries("a", x, y)]);
}
