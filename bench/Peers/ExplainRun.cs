using System.Diagnostics;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Boosting;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Explanation;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Bench;

/// <summary>How long one explanation takes: boosting of 200 trees with 31 leaves each, one thread.</summary>
internal static class ExplainRun
{
    private const int Repeats = 5;
    private const int Rows = 2000;
    private const int InterventionalRows = 100;
    private const int BackgroundRows = 100;

    /// <summary>Measures and prints a table of medians.</summary>
    /// <param name="folder">The folder of the sample data.</param>
    public static int Run(string folder)
    {
        Console.WriteLine("| data | path-dependent (ms a row) | interventional, 100 background rows (ms a row) | largest error of the sum |");
        Console.WriteLine("|---|---|---|---|");
        (string Name, string Target, TaskKind Task)[] sets =
        [
            ("adult", "income", TaskKind.Binary),
            ("elec2", "class", TaskKind.Binary),
            ("california_housing", "median_house_value", TaskKind.Regression),
            ("diamonds", "price", TaskKind.Regression),
        ];
        foreach ((string name, string target, TaskKind task) in sets)
        {
            Measure(BenchData.Read(name, Path.Combine(folder, name + ".csv"), target, task, split: 0));
        }

        return 0;
    }

    private static void Measure(BenchData data)
    {
        var model = (BoostedModel)new GradientBoostingLearner().Fit(
            data.Train, Hyperparameters.None.With("rounds", 200).With("max_leaves", 31), new TrainingContext { Seed = 1, Threads = 2 });
        float[][] rows = [.. Enumerable.Range(0, Rows).Select(row => Row(data.Test.Features, row))];
        float[][] background = [.. Enumerable.Range(0, BackgroundRows).Select(row => Row(data.Train.Features, row))];
        var sources = SourceMap.Identity(model.FeatureCount);
        var dependent = new PathDependentShap(TreeAnswers.Of(model), sources, model.OutputCount);
        var interventional = new InterventionalShap(TreeAnswers.Of(model), sources, model.OutputCount, background);
        double error = 0;
        double quick = Median(dependent, rows, ref error);
        double slow = Median(interventional, rows[..InterventionalRows], ref error);
        Console.WriteLine($"| {data.Name} | {quick:0.000} | {slow:0.00} | {error:0.0e+0} |");
    }

    private static double Median(IRowExplainer explainer, float[][] rows, ref double error)
    {
        var contributions = new double[rows[0].Length];
        var times = new List<double>();

        // The first pass warms up.
        for (int repeat = 0; repeat <= Repeats; repeat++)
        {
            long start = Stopwatch.GetTimestamp();
            foreach (float[] row in rows)
            {
                double output = explainer.Explain(row, 0, contributions);
                error = Math.Max(error, Math.Abs(output - explainer.BaseValue(0) - contributions.Sum()));
            }

            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds / rows.Length);
        }

        return times.Skip(1).Order().ElementAt(Repeats / 2);
    }

    private static float[] Row(FeatureMatrix features, int row)
    {
        var values = new float[features.Width];
        features.CopyRow(row, values);
        return values;
    }
}
