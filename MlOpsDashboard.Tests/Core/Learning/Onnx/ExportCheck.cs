using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Catalog;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Onnx;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Preprocessing;
using MlOpsDashboard.Core.Learning.Targets;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Tests.Support.OnnxRuntime;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Onnx;

/// <summary>Trains models, exports them, and compares what ONNX Runtime says with what we say.</summary>
internal static class ExportCheck
{
    public const double Tolerance = 1e-5;

    public static TrainedModel Train(
        DataTable table, string target, string learner, Hyperparameters? hyperparameters = null, double threshold = 0.5, params string[] without)
    {
        ILearner algorithm = LearnerCatalog.Find(learner)!;
        TargetColumn answers = TargetColumn.Read(table.Find(target)!, null);
        string[] features = [.. table.Columns.Select(column => column.Name).Where(name => name != target && !without.Contains(name))];
        FeaturePipeline pipeline = FeaturePipeline.Fit(table, features, algorithm.Layout);
        var data = new TrainingData
        {
            Features = pipeline.Transform(table),
            Target = answers.Values,
            Task = answers.Task,
            ClassCount = answers.Classes.Count,
        };
        hyperparameters ??= Hyperparameters.None;
        IFittedModel fitted = algorithm.Fit(data, hyperparameters, new TrainingContext { Seed = 5 });
        return new TrainedModel(
            new ModelSignature(pipeline.Inputs, target, answers.Task, answers.Classes, pipeline.Ignored) { TargetOffset = answers.Offset },
            pipeline,
            fitted,
            new ModelMetadata { Learner = learner, Hyperparameters = hyperparameters, Seed = 5, TrainingRows = data.Rows, Threshold = threshold });
    }

    /// <summary>Asks both for all rows of a table.</summary>
    public static void SameAnswers(TrainedModel model, DataTable table)
    {
        float[] expected = model.PredictTable(table);
        using var session = new OnnxSession(OnnxExport.Export(model, "test:1").ToArray());
        OnnxValue[] answers = session.Run(InputsOf(model, table));
        OnnxValue numbers = answers[^1];

        Assert.Equal([table.RowCount, model.OutputCount], numbers.Shape);
        float[] actual = (float[])numbers.Values;
        double worst = 0;

        // Probabilities are measured as they are; numbers by their own size, or by that of the table's answers.
        double typical = Math.Max(1, expected.Average(Math.Abs));
        for (int i = 0; i < expected.Length; i++)
        {
            worst = Math.Max(worst, Math.Abs(expected[i] - (double)actual[i]) / Math.Max(typical, Math.Abs(expected[i])));
            Assert.True(float.IsFinite(actual[i]), $"Value {i} is {actual[i]}, not {expected[i]}.");
        }

        Assert.True(worst <= Tolerance, $"The answers differ by {worst}.");
        if (model.Signature.Task != TaskKind.Regression)
        {
            SameClasses(model, expected, answers[0]);
        }
    }

    public static Dictionary<string, OnnxValue> InputsOf(TrainedModel model, DataTable table) => model.Signature.Features.ToDictionary(
        feature => feature.Name,
        feature => OnnxValue.Column(table.Find(feature.Name) switch
        {
            NumericColumn numbers when feature.Offset is not null => numbers.ToDoubles(),
            NumericColumn numbers => numbers.Values.ToArray(),
            DateTimeColumn dates => dates.Seconds.ToArray(),
            CodedColumn words => Enumerable.Range(0, words.Length).Select(row => words.WordAt(row) ?? "").ToArray(),
            _ => throw new InvalidOperationException(feature.Name),
        }),
        StringComparer.Ordinal);

    private static void SameClasses(TrainedModel model, float[] expected, OnnxValue labels)
    {
        int width = model.OutputCount;
        string[] words = (string[])labels.Values;
        Assert.Equal([words.Length], labels.Shape);
        for (int row = 0; row < words.Length; row++)
        {
            ReadOnlySpan<float> answer = expected.AsSpan(row * width, width);
            string ours = model.Signature.Classes[model.ClassOf(answer)];
            if (words[row] != ours)
            {
                // Only a tie may be broken otherwise.
                float chosen = answer[model.Signature.Classes.ToList().IndexOf(words[row])];
                float margin = model.Signature.Task == TaskKind.Binary ? Math.Abs(answer[1] - (float)model.Metadata.Threshold) : answer.ToArray().Max() - chosen;
                Assert.True(margin < Tolerance, $"Row {row} is '{words[row]}', not '{ours}'.");
            }
        }
    }
}
