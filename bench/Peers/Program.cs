using System.Diagnostics;
using MlOpsDashboard.Bench;
using MlOpsDashboard.Core.Learning;
using MlOpsDashboard.Core.Learning.Boosting;
using MlOpsDashboard.Core.Learning.Forest;

string folder = "/work/shared/data";
string only = args.Length > 0 ? args[0] : "";
int threads = args.Length > 1 ? int.Parse(args[1]) : 2;
Func<BenchData>[] all =
[
    () => BenchData.Read("adult", $"{folder}/adult.csv", "income", TaskKind.Binary),
    () => BenchData.Read("elec2", $"{folder}/elec2.csv", "class", TaskKind.Binary),
    () => BenchData.Read("california", $"{folder}/california_housing.csv", "median_house_value", TaskKind.Regression),
    () => BenchData.Read("diamonds", $"{folder}/diamonds.csv", "price", TaskKind.Regression),
    () => BenchData.Synthetic(int.Parse(Environment.GetEnvironmentVariable("SYNTH_ROWS") ?? "1250000"), 28),
];
string[] names = ["adult", "elec2", "california", "diamonds", "synthetic"];
for (int i = 0; i < all.Length; i++)
{
    if (only != "" && only != "all" && !only.Split('+').Contains(names[i])) { continue; }
    BenchData data = all[i]();
    if (Environment.GetEnvironmentVariable("WRITE") is { } to) { Directory.CreateDirectory(to); data.Write(to); }
    ILearner learner = Environment.GetEnvironmentVariable("LEARNER") == "rf" ? new RandomForestLearner() : new GradientBoostingLearner();
    var times = new List<double>();
    IFittedModel model = null!;
    int repeats = int.Parse(Environment.GetEnvironmentVariable("REPEATS") ?? (data.Train.Rows > 500_000 ? "2" : "7"));
    for (int r = 0; r < repeats; r++)
    {
        var cpu0 = Process.GetCurrentProcess().TotalProcessorTime; var watch = Stopwatch.StartNew();
        model = learner.Fit(data.Train, Hyperparameters.None.With("rounds", 200).With("trees", int.Parse(Environment.GetEnvironmentVariable("TREES") ?? "200")).With("feature_share", double.Parse(Environment.GetEnvironmentVariable("SHARE") ?? "0")).With("min_leaf_rows", int.Parse(Environment.GetEnvironmentVariable("LEAF") ?? "20")), new TrainingContext { Seed = 1, Threads = threads });
        times.Add(Environment.GetEnvironmentVariable("CPU") is null ? watch.Elapsed.TotalSeconds : (Process.GetCurrentProcess().TotalProcessorTime - cpu0).TotalSeconds);
    }
    var outputs = new float[data.Test.Rows * model.OutputCount];
    var w2 = Stopwatch.StartNew();
    for (int r = 0; r < 5; r++) { w2.Restart(); model.PredictBatch(data.Test.Features, outputs, threads, default); }
    double batch = data.Test.Rows / w2.Elapsed.TotalSeconds;
    var row = new float[data.Test.Features.Width]; var one = new float[model.OutputCount];
    double single = 0;
    for (int r = 0; r < 3; r++)
    {
        long ticks = 0; int n = Math.Min(5000, data.Test.Rows);
        for (int k = 0; k < n; k++) { data.Test.Features.CopyRow(k, row); long t0 = Stopwatch.GetTimestamp(); model.Predict(row, one); ticks += Stopwatch.GetTimestamp() - t0; }
        single = ticks * 1e6 / Stopwatch.Frequency / n;
    }
    string quality = data.Train.Task == TaskKind.Regression ? $"R2 {Score.R2(outputs, data.Test.Target):F5}" : $"AUC {Score.Auc(outputs, data.Test.Target):F5}";
    Console.WriteLine($"{names[i],-11} {data.Train.Rows}x{data.Train.Features.Width} first {times[0]:F3} median {times.Order().ElementAt(times.Count / 2):F3} min {times.Min():F3} s  {quality}  single {single:F2} us  batch {batch / 1e6:F2} M rows/s");
}
