using MlOpsDashboard.Core.Monitoring.Inputs;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Monitoring.Inputs;

public sealed class InputRuleTests
{
    // scipy 1.10.1: scipy.stats.binomtest(count, of).proportion_ci(0.99, method='wilson')
    [Theory]
    [InlineData(0, 30, 0.0, 0.1811086482181108)]
    [InlineData(3, 40, 0.019163255329385148, 0.2517689761520616)]
    [InlineData(37, 1000, 0.02442600211406373, 0.05567741658649099)]
    [InlineData(30, 30, 0.8188913517818892, 1.0)]
    [InlineData(120, 48842, 0.0019435702157517836, 0.0031053916871361617)]
    public void The_interval_is_that_of_scipy(long count, long of, double low, double high)
    {
        InputShare share = InputRule.Judge(count, of, 0, null);

        Assert.Equal(low, share.Live!.Low, 10);
        Assert.Equal(high, share.Live.High, 10);
    }

    [Theory]
    [InlineData(0, 0, 0.0, 1000L, false)]
    [InlineData(29, 29, 0.0, 1000L, false)]
    [InlineData(30, 30, 0.0, 1000L, true)]
    [InlineData(5, 40, 0.0, 100_000L, true)]
    [InlineData(2, 40, 0.0, 100_000L, false)]
    [InlineData(50, 10_000, 0.0, 100_000L, false)]
    [InlineData(500, 10_000, 0.02, 100_000L, true)]
    [InlineData(500, 10_000, 0.02, 100L, false)]
    [InlineData(100, 10_000, 0.5, 100_000L, false)]
    [InlineData(500, 10_000, 0.02, null, true)]
    public void Only_what_is_clearly_worse_is_flagged(long count, long of, double training, long? rows, bool flagged) =>
        Assert.Equal(flagged, InputRule.Judge(count, of, training, rows).Flagged);

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.05)]
    [InlineData(0.3)]
    public void Inputs_like_those_of_training_raise_next_to_no_alarm(double rate)
    {
        var random = new Random(7);
        int alarms = 0;
        for (int trial = 0; trial < 2000; trial++)
        {
            int rows = 300 + random.Next(1000);
            double training = (double)Draw(random, rows, rate) / rows;
            int of = 30 + random.Next(2000);
            alarms += InputRule.Judge(Draw(random, of, rate), of, training, rows).Flagged ? 1 : 0;
        }

        Assert.InRange(alarms, 0, 2);
    }

    private static int Draw(Random random, int count, double rate)
    {
        int hits = 0;
        for (int i = 0; i < count; i++)
        {
            hits += random.NextDouble() < rate ? 1 : 0;
        }

        return hits;
    }
}
