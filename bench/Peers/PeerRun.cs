using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using MlOpsDashboard.Core.Learning;
using MlOpsDashboard.Core.Learning.Boosting;
using MlOpsDashboard.Core.Learning.Forest;
using MlOpsDashboard.Core.Learning.Neural;

namespace MlOpsDashboard.Bench;

/// <summary>Runs our learners and Debian's scikit-learn, XGBoost and PyTorch on the same numbers, and prints one table.</summary>
/// <param name="repeats">Fits of each, of which the median counts.</param>
/// <param name="threads">Threads of each.</param>
/// <param name="syntheticRows">Rows of the synthetic set, a fifth of them for the test.</param>
internal sealed class PeerRun(int repeats, int threads, int syntheticRows)
{
    private const string Ours = "MlOpsDashboard";

    private static readonly (string Family, ILearner Learner, string[] Data)[] s_learners =
    [
        ("boosting", new GradientBoostingLearner(), ["adult", "elec2", "california", "diamonds", "synthetic"]),
        ("forest", new RandomForestLearner(), ["adult", "elec2", "california"]),
        ("network", new NeuralNetworkLearner(), ["adult"]),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("peers").FullName;
    private readonly List<Measurement> _measurements = [];

    public int Run()
    {
        try
        {
            foreach (Func<BenchData> read in Sets())
            {
                Measure(read());
            }

            _measurements.AddRange(Peers());
            Print();
            return 0;
        }
        finally
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private IEnumerable<Func<BenchData>> Sets()
    {
        string shared = Path.GetFullPath(Path.Combine(Root(), "..", "shared", "data"));
        yield return () => BenchData.Read("adult", Path.Combine(shared, "adult.csv"), "income", TaskKind.Binary);
        yield return () => BenchData.Read("elec2", Path.Combine(shared, "elec2.csv"), "class", TaskKind.Binary);
        yield return () => BenchData.Read("california", Path.Combine(shared, "california_housing.csv"), "median_house_value", TaskKind.Regression);
        yield return () => BenchData.Read("diamonds", Path.Combine(shared, "diamonds.csv"), "price", TaskKind.Regression);
        yield return () => BenchData.Synthetic(syntheticRows, 28);
    }

    private void Measure(BenchData data)
    {
        data.Write(_folder, "raw");
        foreach ((string family, ILearner learner, string[] names) in s_learners.Where(entry => entry.Data.Contains(data.Name)))
        {
            BenchData encoded = learner.Layout == FeatureLayout.Dense ? data.Dense() : data;
            if (learner.Layout == FeatureLayout.Dense)
            {
                encoded.Write(_folder, "dense");
            }

            var times = new List<double>();
            IFittedModel? model = null;
            for (int i = 0; i < repeats; i++)
            {
                var watch = Stopwatch.StartNew();
                model = learner.Fit(encoded.Train, Hyperparameters.None, new TrainingContext { Seed = 1, Threads = threads });
                times.Add(watch.Elapsed.TotalSeconds);
            }

            var outputs = new float[encoded.Test.Rows * model!.OutputCount];
            model.PredictBatch(encoded.Test.Features, outputs, threads, CancellationToken.None);
            double quality = data.Train.Task == TaskKind.Regression ? Score.R2(outputs, encoded.Test.Target) : Score.Auc(outputs, encoded.Test.Target);
            _measurements.Add(new Measurement(data.Name, family, Ours, Median(times), quality));
            Console.Error.WriteLine(_measurements[^1]);
        }
    }

    private List<Measurement> Peers()
    {
        var start = new ProcessStartInfo("/usr/bin/python3") { RedirectStandardOutput = true };
        foreach (string argument in new[] { Path.Combine(Root(), "bench", "Peers", "peers.py"), _folder, $"{repeats}", $"{threads}" })
        {
            start.ArgumentList.Add(argument);
        }

        using Process python = Process.Start(start) ?? throw new InvalidOperationException("/usr/bin/python3 did not start.");
        var found = new List<Measurement>();
        while (python.StandardOutput.ReadLine() is { } line)
        {
            string[] parts = line.Split(',');
            found.Add(new Measurement(parts[0], parts[1], parts[2], Number(parts[3]), Number(parts[4])));
            Console.Error.WriteLine(found[^1]);
        }

        python.WaitForExit();
        return python.ExitCode == 0 ? found : throw new InvalidOperationException("peers.py failed; it needs python3-sklearn, python3-xgboost, python3-torch and libopenblas0-pthread.");

        static double Number(string word) => double.Parse(word, CultureInfo.InvariantCulture);
    }

    private void Print()
    {
        Console.WriteLine($"`bench/peers {repeats} {threads} {syntheticRows}` on {Environment.ProcessorCount} cores: medians of {repeats}, {threads} threads. The ratio is ours to the fastest peer.");
        Console.WriteLine();
        Console.WriteLine("| what | data | program | fit, s | ratio | test quality |");
        Console.WriteLine("|---|---|---|---:|---:|---:|");
        foreach (IGrouping<(string Family, string Data), Measurement> group in _measurements.GroupBy(measurement => (measurement.Family, measurement.Data)))
        {
            double fastest = group.Where(measurement => measurement.Program != Ours).Select(measurement => measurement.Seconds).DefaultIfEmpty(double.NaN).Min();
            foreach (Measurement row in group)
            {
                string ratio = row.Program == Ours ? $"{row.Seconds / fastest:F2}" : "";
                Console.WriteLine($"| {row.Family} | {row.Data} | {row.Program} | {row.Seconds:F3} | {ratio} | {row.Quality:F4} |");
            }
        }
    }
}
