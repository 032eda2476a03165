using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Catalog;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Ensembles;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Preprocessing;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Targets;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Tests.Core.Learning.Ensembles;

/// <summary>Ensembles of models that were fitted on a whole table.</summary>
internal static class Blends
{
    /// <summary>One member a learner; the weights fall from the first to the last.</summary>
    public static TrainedModel Fit(DataTable table, string target, TaskKind? task, params string[] learners) =>
        Fit(table, target, task, PipelineOptions.Default, learners);

    public static TrainedModel Fit(DataTable table, string target, TaskKind? task, PipelineOptions options, params string[] learners)
    {
        TargetColumn answers = TargetColumn.Read(table.Find(target)!, task);
        string[] features = [.. table.Columns.Select(column => column.Name).Where(name => name != target)];
        var raw = FeaturePipeline.Fit(table, features, FeatureLayout.Raw, options);
        var dense = FeaturePipeline.Fit(table, features, FeatureLayout.Dense, options);
        (FeaturePipeline joint, int[] ofRaw, int[] ofDense) = FeaturePipeline.Join(raw, dense);
        double total = learners.Length * (learners.Length + 1) / 2.0;
        var members = learners.Select((name, i) =>
        {
            ILearner learner = LearnerCatalog.Find(name)!;
            var data = new TrainingData
            {
                Features = (learner.Layout == FeatureLayout.Raw ? raw : dense).Transform(table),
                Target = answers.Values,
                Task = answers.Task,
                ClassCount = answers.Classes.Count,
            };
            IFittedModel fitted = learner.Fit(data, Quick(name), new TrainingContext { Seed = i, Threads = 2 });
            return new EnsembleMember(name, fitted, (learners.Length - i) / total, learner.Layout == FeatureLayout.Raw ? ofRaw : ofDense);
        });
        return new TrainedModel(
            new ModelSignature(joint.Inputs, target, answers.Task, answers.Classes, joint.Ignored),
            joint,
            new EnsembleModel([.. members], joint.Width),
            new ModelMetadata { Learner = EnsembleModel.LearnerName, Hyperparameters = Hyperparameters.None, Seed = 1, TrainingRows = table.RowCount })
        {
            Background = BackgroundRows.Sample(joint, table, [.. Enumerable.Range(0, table.RowCount)], seed: 1),
        };
    }

    private static Hyperparameters Quick(string learner) => learner switch
    {
        "gradient_boosting" => Hyperparameters.None.With("rounds", 20),
        "random_forest" => Hyperparameters.None.With("trees", 10),
        "neural_network" => Hyperparameters.None.With("epochs", 2),
        _ => Hyperparameters.None,
    };
}
