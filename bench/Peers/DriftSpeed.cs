using System.Diagnostics;
using MlOpsDashboard.Core.Drift;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Statistics;
using MlOpsDashboard.Core.Statistics.Distances;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Bench;

/// <summary>Processor time, which other work on the machine changes little: all default comparisons of 100,000 rows of 20 numbers with as many others, beside scipy's ks_2samp and a stability index by numpy.</summary>
internal static class DriftSpeed
{
    private const int Rows = 100_000;
    private const int Width = 20;
    private const int Repeats = 7;

    /// <summary>Measures and prints.</summary>
    public static int Run()
    {
        var signature = new ModelSignature(
            [.. Enumerable.Range(0, Width).Select(i => new FeatureSignature { Name = $"n{i}", Type = ColumnType.Numeric, Nullable = true })], "y", TaskKind.Binary, ["no", "yes"], []);
        (DriftSample reference, DriftSample current) = (Sample(1), Sample(2));
        var times = new List<double>();
        var with = new List<double>();
        for (int i = 0; i < Repeats; i++)
        {
            times.Add(Seconds(() => DriftJudge.Judge(signature, reference, current, null, DriftLimits.Of(new DriftOptions()))));
            with.Add(Seconds(() => Parallel.For(0, Width, i => Indices(reference.Features[i], current.Features[i]))));
        }

        double peer = Peer();
        double ours = Median(times);
        Console.WriteLine($"| all default methods of a check (Wasserstein, Kolmogorov–Smirnov, p, adjustment, pictures) | {ours:0.000} s |");
        Console.WriteLine($"| Kolmogorov–Smirnov and stability index alone | {Median(with):0.000} s |");
        Console.WriteLine($"| scipy's ks_2samp and the stability index by numpy | {peer:0.000} s |");
        Console.WriteLine($"| ratio | {ours / peer:0.00} |");
        return 0;
    }

    private static void Indices(double[] one, double[] other)
    {
        (SortedSample before, SortedSample after) = (SortedSample.Of(one), SortedSample.Of(other));
        Core.Statistics.Tests.KolmogorovSmirnov.Of(before, after);
        var bins = QuantileBins.Of(before);
        PopulationStability.Of(bins.Count(before), bins.Count(after));
    }

    // As the model reads them: rounded to floats.
    private static DriftSample Sample(int seed)
    {
        var random = new Random(seed);
        return new DriftSample(Rows, [.. Enumerable.Range(0, Width).Select(_ => Enumerable.Range(0, Rows).Select(_ => (double)(float)Normal(random)).ToArray())], null);
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static double Seconds(Action action)
    {
        TimeSpan began = Environment.CpuUsage.TotalTime;
        action();
        return (Environment.CpuUsage.TotalTime - began).TotalSeconds;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static double Peer()
    {
        string script = Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "drift.py");
        using Process python = Process.Start(new ProcessStartInfo("/usr/bin/python3", [Path.GetFullPath(script), $"{Rows}", $"{Width}", $"{Repeats}"]) { RedirectStandardOutput = true })!;
        string text = python.StandardOutput.ReadToEnd();
        python.WaitForExit();
        return double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }
}
