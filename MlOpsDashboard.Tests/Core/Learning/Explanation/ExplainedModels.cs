using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Catalog;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Explanation;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Preprocessing;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Targets;
using MlOpsDashboard.Core.Tabular;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Explanation;

/// <summary>Models with background rows, and the law that all explanations obey.</summary>
internal static class ExplainedModels
{
    private const string TreeLearners = "gradient_boosting random_forest";

    /// <summary>A model of all columns but the target.</summary>
    public static TrainedModel Fit(string name, DataTable table, string target, TaskKind? task, Hyperparameters? hyperparameters = null)
    {
        ILearner learner = LearnerCatalog.Find(name)!;
        var answers = TargetColumn.Read(table.Find(target)!, task);
        int[] rows = [.. Enumerable.Range(0, table.RowCount).Where(row => !float.IsNaN(answers.Values[row]))];
        string[] features = [.. table.Columns.Select(column => column.Name).Where(column => column != target)];
        var pipeline = FeaturePipeline.Fit(table, features, learner.Layout, null, rows);
        var data = new TrainingData
        {
            Features = pipeline.Transform(table, rows),
            Target = Array.ConvertAll(rows, row => answers.Values[row]),
            Task = answers.Task,
            ClassCount = answers.Classes.Count,
        };
        return new TrainedModel(
            new ModelSignature(pipeline.Inputs, target, answers.Task, answers.Classes, pipeline.Ignored),
            pipeline,
            learner.Fit(data, hyperparameters ?? Hyperparameters.None, new TrainingContext { Seed = 1, Threads = 2 }),
            new ModelMetadata { Learner = name, Hyperparameters = Hyperparameters.None, Seed = 1, TrainingRows = data.Rows })
        {
            Background = BackgroundRows.Sample(pipeline, table, rows, seed: 1),
        };
    }

    /// <summary>Base value and contributions add up to the output on so many rows, and the output is what is predicted.</summary>
    public static void AddUp(TrainedModel model, DataTable table, int most, bool interventional)
    {
        var explainer = ModelExplainer.Of(model, interventional);
        var outputs = new float[model.OutputCount];
        int[] asked = [.. Enumerable.Range(0, Math.Min(most, table.RowCount)).Select(i => (int)((long)i * table.RowCount / Math.Min(most, table.RowCount)))];
        foreach (FeatureRow row in model.Pipeline.RowsAt(table, asked))
        {
            RowExplanation explanation = explainer.Explain(row);
            model.Predict(row, outputs);

            Assert.Equal(model.Signature.Features.Count, explanation.Contributions.Count);
            Assert.Equal(explanation.Output - explanation.BaseValue, explanation.Contributions.Sum(), 1e-6);
            if (explanation.Space.Readable(explanation.Output) is { } readable)
            {
                // Answers are 32-bit numbers.
                Assert.Equal(outputs[explanation.Class], readable, 1e-5 * Math.Max(1, Math.Abs(readable)));
            }
        }

        Assert.Equal(TreeLearners.Contains(model.Metadata.Learner, StringComparison.Ordinal), explainer.Method is ExplanationMethod.TreePathDependent or ExplanationMethod.TreeInterventional);
    }
}
