using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Serving.Inputs;
using MlOpsDashboard.Core.Tabular;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Serving;

public sealed class InputTallyTests
{
    private const int Threads = 8;
    private const int RowsEach = 20_000;

    private static readonly ModelSignature s_signature = new(
        [
            new FeatureSignature { Name = "x", Type = ColumnType.Numeric, Nullable = true, Min = 0.1f, Max = 8.3252f },
            new FeatureSignature { Name = "colour", Type = ColumnType.Categorical, Nullable = true, Categories = ["blue", "red"] },
            new FeatureSignature { Name = "at", Type = ColumnType.DateTime, Nullable = true, Min = 100, Max = 200 },
            new FeatureSignature { Name = "never", Type = ColumnType.Numeric, Nullable = true, MissingShare = 1 },
        ],
        "y",
        TaskKind.Regression,
        [],
        []);

    [Theory]
    [InlineData(0.1, 0, 100, 0, 0, 0)]
    [InlineData(8.3252, 1, 200, 0, 0, 0)]
    [InlineData(8.3253, 1, 200, 1, 0, 0)]
    [InlineData(0.0999, 1, 200, 1, 0, 0)]
    [InlineData(1, -1, 99.5, 0, 1, 1)]
    [InlineData(1, 0, 200.5, 0, 0, 1)]
    public void What_lies_outside_of_training_is_counted(double x, double colour, double at, int oddX, int oddColour, int oddAt)
    {
        var tally = new InputTally(s_signature);

        tally.Count([x, colour, at, 5]);

        InputCounts counts = tally.Drain()!;
        Assert.Equal((1L, 0L, 0L), (counts.Rows, counts.Refused, counts.UnknownFields));
        Assert.Equal([oddX, oddColour, oddAt, 0], s_signature.Features.Select(feature => counts.Features.GetValueOrDefault(feature.Name).Odd));
    }

    [Fact]
    public void Missing_and_refused_values_are_told_apart_and_a_drained_tally_is_empty()
    {
        var tally = new InputTally(s_signature);
        Assert.Null(tally.Drain());

        tally.Count([double.NaN, double.NaN, 150, double.NaN]);
        tally.Refuse(0, InputFault.Missing);
        tally.Refuse(1, InputFault.Type);
        tally.Refuse(1, InputFault.Type);
        tally.Refuse(2, InputFault.Twice);
        tally.RefuseRow();
        tally.RefuseUnknown();

        InputCounts counts = tally.Drain()!;
        Assert.Equal((1L, 1L, 1L), (counts.Rows, counts.Refused, counts.UnknownFields));
        Assert.Equal(new FeatureCounts(1, 0, 1, 0, 0), counts.Features["x"]);
        Assert.Equal(new FeatureCounts(1, 0, 0, 2, 0), counts.Features["colour"]);
        Assert.Equal(new FeatureCounts(0, 0, 0, 0, 1), counts.Features["at"]);
        Assert.Null(tally.Drain());
    }

    [Fact]
    public void Nothing_is_lost_when_many_count_while_one_drains()
    {
        var tally = new InputTally(s_signature);
        InputCounts sum = InputCounts.None;
        Task[] counting = [.. Enumerable.Range(0, Threads).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < RowsEach; i++)
            {
                tally.Count([double.NaN, -1, 150, 0]);
            }
        }))];
        while (!Task.WhenAll(counting).IsCompleted)
        {
            sum = sum.Plus(tally.Drain() ?? InputCounts.None);
        }

        sum = sum.Plus(tally.Drain() ?? InputCounts.None);

        Assert.Equal(Threads * RowsEach, sum.Rows);
        Assert.Equal(Threads * RowsEach, sum.Features["x"].Missing);
        Assert.Equal(Threads * RowsEach, sum.Features["colour"].Odd);
    }

    [Fact]
    public void Counting_allocates_nothing()
    {
        var tally = new InputTally(s_signature);
        double[] values = [double.NaN, -1, 150, 0];
        tally.Count(values);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 1000; i++)
        {
            tally.Count(values);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
