using MlOpsDashboard.Components.Charts;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Charts;

public sealed class MovingWindowTests
{
    [Fact]
    public void A_window_that_moves_on_sends_only_what_is_new()
    {
        var progress = new ChartProgress();
        Assert.Equal(ChartStep.Render, Next(progress, Picture([1, 2, 3], [1, 2, 3])));

        Assert.Equal(ChartStep.Extend, Next(progress, Picture([2, 3, 4], [2, 3, 4])));
        LineSeries tail = Assert.Single(progress.Tails);
        Assert.Equal([4.0], tail.X);
        Assert.Equal([4.0], tail.Y);
        Assert.Equal(ChartStep.Nothing, Next(progress, Picture([2, 3, 4], [2, 3, 4])));
    }

    [Theory]
    [InlineData(new double[] { 7, 8, 9 }, new double[] { 7, 8, 9 })]
    [InlineData(new double[] { 2, 3, 4 }, new double[] { 2, 5, 4 })]
    [InlineData(new double[] { 2 }, new double[] { 2 })]
    [InlineData(new double[] { 0, 1, 2, 3 }, new double[] { 0, 1, 2, 3 })]
    public void Another_past_is_drawn_anew(double[] x, double[] y)
    {
        var progress = new ChartProgress();
        Next(progress, Picture([1, 2, 3], [1, 2, 3]));

        Assert.Equal(ChartStep.Render, Next(progress, Picture(x, y)));
    }

    private static ChartStep Next(ChartProgress progress, ChartPicture picture)
    {
        ChartStep step = progress.Compare(picture);
        progress.Keep(picture);
        return step;
    }

    private static ChartPicture Picture(double[] x, double[] y) => new([], new()) { Lines = [new LineSeries("a", x, y)], Streams = true };
}
