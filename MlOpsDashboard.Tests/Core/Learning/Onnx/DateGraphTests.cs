using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Onnx;
using MlOpsDashboard.Core.Learning.Preprocessing;
using MlOpsDashboard.Tests.Support.OnnxRuntime;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Onnx;

public sealed class DateGraphTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_part_of_every_date_is_that_of_the_calendar(bool dense)
    {
        DatePart[] parts = Enum.GetValues<DatePart>();
        var encoder = new DateEncoder(
            0, [.. parts.Select(part => dense ? new ScaledDatePart(part, 3.3, 2.7) : new ScaledDatePart(part, 0, 1))], dense, Indicator: true);
        double[] dates = Dates();

        float[] actual = Run(encoder, dates);

        float[] expected = new float[encoder.Width];
        for (int i = 0; i < dates.Length; i++)
        {
            encoder.Encode(dates[i], expected);
            for (int feature = 0; feature < expected.Length; feature++)
            {
                float value = actual[(i * expected.Length) + feature];
                string name = feature < parts.Length ? parts[feature].ToString() : "missing";
                Assert.True(
                    float.IsNaN(value) ? float.IsNaN(expected[feature]) : Math.Abs(value - expected[feature]) <= 1e-6 * Math.Max(1, Math.Abs(expected[feature])),
                    $"{name} of {dates[i]} is {value}, not {expected[feature]}.");
            }
        }
    }

    /// <summary>The first and last second of days around every leap rule, then 2,000 from all of the calendar's years.</summary>
    private static double[] Dates()
    {
        var dates = new List<double> { double.NaN };
        foreach (int year in (int[])[1, 4, 100, 400, 1582, 1600, 1899, 1900, 1969, 1970, 1999, 2000, 2001, 2023, 2024, 2100, 2400, 9999])
        {
            foreach ((int month, int day) in ((int, int)[])[(1, 1), (2, 28), (3, 1), (12, 31)])
            {
                double start = (new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc) - DateTime.UnixEpoch).TotalSeconds;
                dates.AddRange([start, start + 0.25, start + 86_399, start + 86_399.5]);
            }
        }

        var random = new SeededRandom(11);
        dates.AddRange(Enumerable.Range(0, 2000).Select(_ => -62_135_596_800 + (random.NextDouble() * 315_537_897_599)));
        return [.. dates];
    }

    private static float[] Run(DateEncoder encoder, double[] dates)
    {
        var graph = new GraphBuilder();
        graph.Input(graph.NewName("date"), OnnxType.Double, "");
        graph.Output(DateGraph.Add(graph, "date", encoder), "parts", OnnxType.Single, encoder.Width, "");
        using var session = new OnnxSession(TestGraph.Bytes(graph));
        return (float[])session.Run(new Dictionary<string, OnnxValue> { ["date"] = OnnxValue.Column(dates) })[0].Values;
    }
}
