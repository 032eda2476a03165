using System.Text.Json;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Training;
using MlOpsDashboard.Core.Training.Requests;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Training.Requests;

public sealed class TrainingRequestRulesTests
{
    private static readonly TrainingRequest s_good = new() { ModelName = "income", Dataset = "adult", Target = "income" };

    public static TheoryData<string, string> Mistakes => new()
    {
        { """{ "model_name": null }""", "model_name" },
        { """{ "model_name": "a:b" }""", "model_name" },
        { """{ "model_name": "../a" }""", "model_name" },
        { """{ "experiment": "a/b" }""", "experiment" },
        { """{ "dataset": " " }""", "dataset" },
        { """{ "dataset_version": 0 }""", "dataset_version" },
        { """{ "target": "" }""", "target" },
        { """{ "task": "ranking" }""", "task" },
        { """{ "metric": "auc" }""", "metric" },
        { """{ "trials": 0 }""", "trials" },
        { """{ "trials": 100000 }""", "trials" },
        { """{ "time_budget_seconds": -1 }""", "time_budget_seconds" },
        { """{ "time_budget_seconds": 0 }""", "time_budget_seconds" },
        { """{ "time_budget_seconds": 1e300 }""", "time_budget_seconds" },
        { """{ "learners": [] }""", "learners" },
        { """{ "learners": ["magic"] }""", "learners" },
        { """{ "learners": [null] }""", "learners" },
        { """{ "features": [] }""", "features" },
        { """{ "features": ["age", "age"] }""", "features" },
        { """{ "features": ["income"] }""", "features" },
        { """{ "imbalance": "magic" }""", "imbalance" },
        { """{ "seed": -1 }""", "seed" },
        { """{ "validation": { "strategy": "magic" } }""", "validation.strategy" },
        { """{ "validation": { "test_size": 1.5 } }""", "validation.test_size" },
        { """{ "validation": { "folds": 1 } }""", "validation.folds" },
        { """{ "validation": { "strategy": "group" } }""", "validation.group_column" },
        { """{ "validation": { "repeats": 0 } }""", "validation.repeats" },
        { """{ "threshold": "magic" }""", "threshold" },
        { """{ "sampler": "magic" }""", "sampler" },
        { """{ "pruner": "magic" }""", "pruner" },
        { """{ "max_predict_ms": 0 }""", "max_predict_ms" },
        { """{ "calibration": "sigmoid" }""", "calibration" },
        { """{ "feature_steps": [{ "kind": "magic", "columns": ["a"] }] }""", "feature_steps[0].kind" },
        { """{ "feature_steps": [null] }""", "feature_steps[0].columns" },
        { """{ "feature_steps": [{ "kind": "cross", "columns": ["a"] }] }""", "feature_steps[0].columns" },
        { """{ "feature_steps": [{ "kind": "binning", "columns": ["a", null] }] }""", "feature_steps[0].columns" },
        { """{ "feature_steps": [{ "kind": "binning", "columns": ["a"] }, { "kind": "binning", "columns": ["b"], "parameters": { "bins": 1 } }] }""", "feature_steps[1].parameters.bins" },
        { """{ "feature_steps": [{ "kind": "binning", "columns": ["a"], "parameters": { "magic": 1 } }] }""", "feature_steps[0].parameters.magic" },
        { """{ "feature_steps": [{ "kind": "target_encoding", "columns": ["a"], "parameters": { "smoothing": [1] } }] }""", "feature_steps[0].parameters.smoothing" },
        { """{ "hyperparameters": { "l2": [1] } }""", "hyperparameters.l2" },
        { """{ "hyperparameters": { "magic": { "l2": 1 } } }""", "hyperparameters.magic" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_by_its_field(string change, string field)
    {
        var exception = Assert.Throws<InvalidException>(() => TrainingRequestRules.Complete(Changed(change)));

        Assert.Equal([field], exception.Errors.Keys);
    }

    [Fact]
    public void What_is_left_open_is_filled_in()
    {
        TrainingRequest complete = TrainingRequestRules.Complete(s_good);

        Assert.Equal(20, complete.Trials);
        Assert.Equal(120, complete.TimeBudgetSeconds);
        Assert.Equal("holdout", complete.Validation!.Strategy);
        Assert.Equal(0.2, complete.Validation.TestSize);
        Assert.Equal("none", complete.Imbalance);
        Assert.Equal(42, complete.Seed);
        Assert.Equal("income", complete.Experiment);
        Assert.True(complete.Register);
    }

    [Theory]
    [InlineData("""{ "metric": "rmse" }""", TaskKind.Binary, "metric")]
    [InlineData("""{ "metric": "roc_auc" }""", TaskKind.Regression, "metric")]
    [InlineData("""{ "imbalance": "smote" }""", TaskKind.Regression, "imbalance")]
    [InlineData("""{ "learners": ["linear"], "hyperparameters": { "magic": 1 } }""", TaskKind.Binary, "hyperparameters.magic")]
    [InlineData("""{ "hyperparameters": { "linear": { "magic": 1 } } }""", TaskKind.Binary, "hyperparameters.linear.magic")]
    public void What_does_not_fit_the_task_is_named(string change, TaskKind task, string field)
    {
        TrainingRequest request = TrainingRequestRules.Complete(Changed(change));

        var exception = Assert.Throws<InvalidException>(() => TaskRules.Check(request, task));

        Assert.Equal([field], exception.Errors.Keys);
    }

    private static TrainingRequest Changed(string change)
    {
        var fields = JsonSerializer.SerializeToNode(s_good, TrainingJson.Options)!.AsObject();
        foreach ((string name, var value) in JsonSerializer.SerializeToNode(JsonDocument.Parse(change))!.AsObject())
        {
            fields[name] = value?.DeepClone();
        }

        return JsonSerializer.Deserialize<TrainingRequest>(fields, TrainingJson.Options)!;
    }
}
