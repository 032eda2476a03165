using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Parameters;

namespace MlOpsDashboard.Core.Learning.Neural;

/// <summary>The hyper-parameters of a network.</summary>
internal static class NetworkSpace
{
    public const string DefaultHidden = "128-64-32";

    private static readonly Parameter[] s_common =
    [
        new ChoiceParameter("hidden", [DefaultHidden, "64-32", "32", "256-128-64", "128-128", "256-256"], DefaultHidden, "Neurons of each hidden layer."),
        new IntParameter("epochs", 5, 60, 20, "Times that each row is seen.", Log: true) { HardLow = 1, HardHigh = 10_000 },
        new IntParameter("batch_rows", 64, 1024, 256, "Rows between two changes of the weights.", Log: true) { HardLow = 2, HardHigh = 65_536 },
        new FloatParameter("learning_rate", 1e-4, 1e-2, 1e-3, "The size of a change.", Log: true) { HardLow = 1e-6, HardHigh = 1 },
        new FloatParameter("weight_decay", 1e-5, 0.1, 1e-2, "How strongly weights are drawn to zero.", Log: true) { HardLow = 0, HardHigh = 10 },
        new FloatParameter("dropout", 0, 0.5, 0.1, "The share of activations left out in training.") { HardHigh = 0.9 },
        new ChoiceParameter("activation", ["relu", "gelu"], "relu", "The bend between two layers."),
        new ChoiceParameter("categories", ["one_hot", "embedding"], "one_hot", "Whether categories come one by one, or described by a few learnt numbers."),
        new ChoiceParameter("schedule", ["plateau", "cosine", "constant"], "plateau", "How the learning rate falls.") { Searched = false },
        new IntParameter("early_stopping_epochs", 0, 50, 6, "Epochs without a better validation loss before it stops; 0 for never.") { HardHigh = 10_000, Searched = false },
    ];

    private static readonly SearchSpace s_regression = new(s_common);

    private static readonly SearchSpace s_classification = new(
    [
        .. s_common,
        new ChoiceParameter("class_weight", ["none", "balanced"], "none", "Whether all classes count the same in sum.") { Searched = false },
    ]);

    public static SearchSpace For(TaskKind task) => task == TaskKind.Regression ? s_regression : s_classification;
}
