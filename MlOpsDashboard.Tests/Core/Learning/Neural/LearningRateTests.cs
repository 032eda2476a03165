using MlOpsDashboard.Core.Learning.Neural;
using MlOpsDashboard.Core.Learning.Parameters;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Neural;

public sealed class LearningRateTests
{
    [Fact]
    public void Cosine_falls_from_the_rate_to_nothing_by_half_in_the_middle()
    {
        LearningRate rate = Make("cosine");

        Assert.Equal(0.1, rate.Of(0), 1e-12);
        Assert.Equal(0.05, rate.Of(10), 1e-12);

        // Loshchilov and Hutter 2017: half the rate times 1 + cos(π·t/T).
        Assert.Equal(0.1 * 0.5 * (1 + Math.Cos(Math.PI * 0.95)), rate.Of(19), 1e-12);
    }

    [Fact]
    public void Plateau_halves_when_the_loss_stands_still_for_three_epochs()
    {
        LearningRate rate = Make("plateau");
        double[] losses = [1, 0.9, 0.9, 0.9, 0.9, 0.95, 0.8, 0.9, 0.9, 0.9];
        double[] rates = [.. losses.Select((loss, epoch) =>
        {
            rate.Note(loss);
            return rate.Of(epoch + 1);
        })];

        Assert.Equal([0.1, 0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.05, 0.05, 0.025], rates);
    }

    [Fact]
    public void Constant_stays_whatever_the_loss()
    {
        LearningRate rate = Make("constant");
        foreach (double loss in new double[] { 1, 2, 3, 4, 5, 6 })
        {
            rate.Note(loss);
        }

        Assert.Equal(0.1, rate.Of(6));
    }

    private static LearningRate Make(string schedule) =>
        new(NetworkOptions.From(Hyperparameters.None.With("schedule", schedule).With("learning_rate", 0.1).With("epochs", 20)));
}
