using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MlOpsDashboard.Core.Learning.Boosting;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Forest;
using MlOpsDashboard.Core.Learning.Linear;
using MlOpsDashboard.Core.Learning.Neural;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Bench;

/// <summary>Runs our learners and Debian's scikit-learn, XGBoost and PyTorch on the same numbers, and prints the tables.</summary>
/// <param name="repeats">Fits of each, each on a split of its own, or on rows generated anew; the median time and the mean quality count.</param>
/// <param name="threads">Threads of each.</param>
/// <param name="syntheticRows">Rows of the synthetic set, a fifth of them for the test.</param>
internal sealed class PeerRun(int repeats, int threads, int syntheticRows)
{
    private static readonly (string Family, ILearner Learner, string[] Data)[] s_learners =
    [
        ("boosting", new GradientBoostingLearner(), ["adult", "elec2", "california", "diamonds", "bike", "synthetic"]),
        ("forest", new RandomForestLearner(), ["adult", "elec2", "california"]),
        ("network", new NeuralNetworkLearner(), ["adult"]),
        ("linear", new LinearLearner(), ["adult"]),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("peers").FullName;
    private readonly List<Measurement> _measurements = [];
    private readonly List<Figure> _figures = [];

    public int Run()
    {
        try
        {
            foreach (Func<int, BenchData> read in Sets())
            {
                Measure(read);
            }

            RunPeers();
            PeerTables.Print(_measurements, _figures, $"bench/peers {repeats} {threads} {syntheticRows}");
            return 0;
        }
        finally
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));

    private static string SharedFile(string name)
    {
        for (DirectoryInfo? folder = new DirectoryInfo(Root()).Parent; folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "shared", "data", name);
            if (File.Exists(path))
            {
                return path;
            }
        }

        throw new FileNotFoundException($"The sample data set shared/data/{name} is missing beside the repository.");
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private IEnumerable<Func<int, BenchData>> Sets()
    {
        yield return split => BenchData.Read("adult", SharedFile("adult.csv"), "income", TaskKind.Binary, split);
        yield return split => BenchData.Read("elec2", SharedFile("elec2.csv"), "class", TaskKind.Binary, split);
        yield return split => BenchData.Read("california", SharedFile("california_housing.csv"), "median_house_value", TaskKind.Regression, split);
        yield return split => BenchData.Read("diamonds", SharedFile("diamonds.csv"), "price", TaskKind.Regression, split);
        yield return split => BenchData.Read(
            "bike", SharedFile("bike_hour.csv"), "cnt", TaskKind.Regression, split, "instant", "dteday", "casual", "registered");
        yield return split => BenchData.Synthetic(syntheticRows, 28, split);
    }

    private void Measure(Func<int, BenchData> read)
    {
        BenchData[] splits = [.. Enumerable.Range(0, repeats).Select(read)];
        foreach ((string family, ILearner learner, string[] _) in s_learners.Where(entry => entry.Data.Contains(splits[0].Name)))
        {
            BenchData[] encoded = learner.Layout == FeatureLayout.Dense ? [.. splits.Select(split => split.Dense())] : splits;
            string layout = learner.Layout == FeatureLayout.Dense ? "dense" : "raw";
            foreach ((int number, BenchData split) in encoded.Index().DistinctBy(pair => pair.Item))
            {
                split.Write(_folder, $"{number}.{layout}");
            }

            Measure(family, learner, encoded);
        }
    }

    private void Measure(string family, ILearner learner, BenchData[] splits)
    {
        var times = new List<double>();
        var qualities = new List<double>();
        IFittedModel? model = null;
        foreach (BenchData split in splits)
        {
            var watch = Stopwatch.StartNew();
            model = Fit(learner, split);
            times.Add(watch.Elapsed.TotalSeconds);
            qualities.Add(QualityOf(model, split));
        }

        BenchData last = splits[^1];
        _measurements.Add(new Measurement(last.Name, family, PeerTables.Ours, Median(times), qualities.Average()));
        Console.Error.WriteLine(_measurements[^1]);
        if (family == "boosting" && last.Name is "adult" or "synthetic")
        {
            AddFigures(learner, model!, last);
        }

        if (family == "linear")
        {
            double[] coefficients = ((LinearModel)Fit(learner, splits[0])).Coefficients.ToArray();
            File.WriteAllBytes(Path.Combine(_folder, "adult.coefficients"), MemoryMarshal.AsBytes<double>(coefficients).ToArray());
        }
    }

    private IFittedModel Fit(ILearner learner, BenchData data) =>
        learner.Fit(data.Train, Hyperparameters.None, new TrainingContext { Seed = 1, Threads = threads });

    private double QualityOf(IFittedModel model, BenchData data)
    {
        var outputs = new float[data.Test.Rows * model.OutputCount];
        model.PredictBatch(data.Test.Features, outputs, threads, CancellationToken.None);
        return data.Test.Task == TaskKind.Regression ? Score.Rmse(outputs, data.Test.Target) : Score.Auc(outputs, data.Test.Target);
    }

    private void AddFigures(ILearner learner, IFittedModel model, BenchData data)
    {
        var speed = new PredictionSpeed(model, data.Test.Features);
        _figures.Add(new Figure("one row, 200 trees", data.Name, Invariant($"{speed.SingleMicroseconds():F2} µs"), "≤ 3 µs"));
        _figures.Add(new Figure("a batch, 200 trees", data.Name, Invariant($"{speed.BatchRowsPerSecond(threads) / 1e6:F1} million rows/s"), "≥ 2 million rows/s"));
        if (data.Name == "synthetic")
        {
            double megabytes = PeakMemory.Of(() => Fit(learner, data));
            _figures.Add(new Figure("peak memory of a boosting fit above the table", $"{data.Train.Rows:N0} × {data.Train.Features.Width}", Invariant($"{megabytes:F0} MB"), "≤ 400 MB"));
        }
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private void RunPeers()
    {
        var start = new ProcessStartInfo("/usr/bin/python3") { RedirectStandardOutput = true };
        foreach (string argument in new[] { Path.Combine(Root(), "bench", "Peers", "peers.py"), _folder, $"{repeats}", $"{threads}" })
        {
            start.ArgumentList.Add(argument);
        }

        using Process python = Process.Start(start) ?? throw new InvalidOperationException("/usr/bin/python3 did not start.");
        while (python.StandardOutput.ReadLine() is { } line)
        {
            string[] parts = line.Split(',');
            if (parts[1] == "coefficients")
            {
                _figures.Add(new Figure("largest difference of a coefficient to scikit-learn's", parts[0], parts[2], "≤ 1e-4"));
                continue;
            }

            _measurements.Add(new Measurement(parts[0], parts[1], parts[2], Number(parts[3]), Number(parts[4])));
            Console.Error.WriteLine(_measurements[^1]);
        }

        python.WaitForExit();
        if (python.ExitCode != 0)
        {
            throw new InvalidOperationException("peers.py failed; it needs python3-sklearn, python3-xgboost, python3-torch and libopenblas0-pthread.");
        }

        static double Number(string word) => double.Parse(word, CultureInfo.InvariantCulture);
    }
}
