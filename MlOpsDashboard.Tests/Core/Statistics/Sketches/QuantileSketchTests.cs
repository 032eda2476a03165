using MlOpsDashboard.Core.Statistics.Sketches;
using Xunit;
using Xunit.Abstractions;

namespace MlOpsDashboard.Tests.Core.Statistics.Sketches;

public sealed class QuantileSketchTests(ITestOutputHelper output)
{
    // More are for docs/drift.md.
    private static readonly int s_sketches = int.Parse(Environment.GetEnvironmentVariable("MLOPS_SKETCHES") ?? "40", null);

    [Fact]
    public void Distribution_function_is_nowhere_off_by_more_than_is_said()
    {
        double worst = 0;
        for (int i = 0; i < s_sketches; i++)
        {
            double[] values = Values(i, 20_000 + (3_000 * (i % 40)));
            worst = Math.Max(worst, Error(Sketch(values, (uint)i), values));
        }

        output.WriteLine($"the worst of {s_sketches} sketches was off by {worst:0.00000}");
        Assert.InRange(worst, 0, QuantileSketch.UsualError);
    }

    [Fact]
    public void Merging_costs_no_accuracy()
    {
        double worst = 0;
        for (int i = 0; i < Math.Max(4, s_sketches / 10); i++)
        {
            double[] values = Values(i, 400_000);
            var merged = new QuantileSketch();
            for (int begin = 0, part = 0; begin < values.Length; part++)
            {
                int end = Math.Min(values.Length, begin + 500 + (part % 7 * 4000));
                merged.Add(Sketch(values[begin..end], (uint)(i + (part * 7919))));
                begin = end;
            }

            Assert.Equal(values.Length, merged.Count);
            Assert.InRange(merged.Kept, 1, 4 * QuantileSketch.UsualSize);
            worst = Math.Max(worst, Error(merged, values));
        }

        output.WriteLine($"merged ones were off by {worst:0.00000} at most");
        Assert.InRange(worst, 0, QuantileSketch.UsualError);
    }

    [Fact]
    public void Few_values_are_kept_as_they_are()
    {
        var sketch = new QuantileSketch();
        foreach (double value in (double[])[3, 1, 2, double.NegativeInfinity, 2])
        {
            sketch.Add(value);
        }

        Assert.True(sketch.IsExact);
        Assert.Equal([double.NegativeInfinity, 1, 2, 2, 3], sketch.Spread(10));
        Assert.Equal(3, sketch.Spread(3).Length);
    }

    [Fact]
    public void Same_values_give_the_same_sketch_and_weights_add_up()
    {
        double[] values = Values(3, 100_000);
        (double[] first, long[] weights) = Sketch(values, 5).Weighted();

        Assert.Equal(first, Sketch(values, 5).Weighted().Values);
        Assert.Equal(values.Length, weights.Sum());
        Assert.Equal(first, first.Order());
    }

    [Fact]
    public void Values_are_counted_as_long_as_they_are_few()
    {
        (ValueCounts one, ValueCounts other, ValueCounts many) = (new(2), new(2), new(2));
        one.Add(1, 5);
        other.Add(1);
        other.Add(2);
        many.Add(1);
        many.Add(2);
        many.Add(3);
        one.Add(other);

        Assert.Equal([KeyValuePair.Create(1.0, 6L), KeyValuePair.Create(2.0, 1L)], one.Counts!);
        Assert.Null(many.Counts);
        one.Add(many);
        Assert.Null(one.Counts);
    }

    private static QuantileSketch Sketch(double[] values, uint seed)
    {
        var sketch = new QuantileSketch(seed: seed);
        foreach (double value in values)
        {
            sketch.Add(value);
        }

        return sketch;
    }

    // In disorder, ascending, descending, with many ties, with a long tail, in two heaps.
    private static double[] Values(int kind, int count)
    {
        var random = new Random(kind);
        double[] values = [.. Enumerable.Range(0, count).Select(i => (kind % 6) switch
        {
            3 => random.Next(40),
            4 => Math.Exp(4 * random.NextDouble() * random.NextDouble()),
            5 => (i / 1000 % 2 * 10) + random.NextDouble(),
            _ => random.NextDouble(),
        })];
        if (kind % 6 is 1 or 2)
        {
            Array.Sort(values);
            Array.Reverse(values, 0, kind % 6 == 2 ? count : 0);
        }

        return values;
    }

    // The largest distance between the two distribution functions, over all values.
    private static double Error(QuantileSketch sketch, double[] values)
    {
        double[] sorted = [.. values.Order()];
        (double[] kept, long[] weights) = sketch.Weighted();
        double worst = 0;
        (int at, long below) = (0, 0);
        for (int i = 0; i < sorted.Length; i++)
        {
            if (i < sorted.Length - 1 && sorted[i + 1] == sorted[i])
            {
                continue;
            }

            while (at < kept.Length && kept[at] <= sorted[i])
            {
                below += weights[at++];
            }

            worst = Math.Max(worst, Math.Abs(((double)below / sketch.Count) - ((i + 1.0) / sorted.Length)));
        }

        return worst;
    }
}
