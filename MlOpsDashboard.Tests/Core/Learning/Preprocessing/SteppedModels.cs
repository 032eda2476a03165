using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Catalog;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Preprocessing;
using MlOpsDashboard.Core.Learning.Preprocessing.Steps;
using MlOpsDashboard.Core.Learning.Targets;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Tests.Core.Learning.Preprocessing;

/// <summary>Models of tables from <c>ExportTable</c> with a step of every kind.</summary>
internal static class SteppedModels
{
    public static readonly FeatureStep[] Steps =
    [
        Step(FeatureStepCatalog.TargetEncoding, ["Städte"], ("folds", 4), ("smoothing", 5.0)),
        Step(FeatureStepCatalog.Cross, ["label", "member"]),
        Step(FeatureStepCatalog.Cross, ["member", "Städte"], ("encoding", "target")),
        Step(FeatureStepCatalog.Binning, ["count"], ("bins", 7)),
        Step(FeatureStepCatalog.Binning, ["length in cm"], ("bins", 5), ("method", "equal_width")),
    ];

    public static FeatureStep Step(string kind, string[] columns, params (string Name, object Value)[] parameters) => FeatureStepRules.Complete(
        new FeatureStep(kind, columns, new Hyperparameters(parameters.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)))), "feature_steps[0]");

    public static TrainedModel Train(DataTable table, string learner, FeatureStep[]? steps = null)
    {
        ILearner algorithm = LearnerCatalog.Find(learner)!;
        TargetColumn answers = TargetColumn.Read(table.Find("y")!, null);
        string[] features = [.. table.Columns.Select(column => column.Name).Where(name => name != "y")];
        int[] rows = [.. Enumerable.Range(0, table.RowCount)];
        var options = new PipelineOptions { Steps = steps ?? Steps, Target = answers, Seed = 9 };
        var pipeline = FeaturePipeline.Fit(table, features, algorithm.Layout, options);
        var data = new TrainingData
        {
            Features = pipeline.TransformTraining(table, null, rows),
            Target = answers.Values,
            Task = answers.Task,
            ClassCount = answers.Classes.Count,
        };
        return new TrainedModel(
            new ModelSignature(pipeline.Inputs, "y", answers.Task, answers.Classes, pipeline.Ignored),
            pipeline,
            algorithm.Fit(data, Quick(learner), new TrainingContext { Seed = 5 }),
            new ModelMetadata { Learner = learner, Hyperparameters = Quick(learner), Seed = 5, TrainingRows = data.Rows })
        {
            Background = BackgroundRows.Sample(pipeline, table, rows, seed: 1),
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
