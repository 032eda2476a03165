using MlOpsDashboard.Core.Learning.Parameters;

namespace MlOpsDashboard.Core.Learning.Neural;

/// <summary>Hyper-parameters of a network, read from their names.</summary>
internal sealed record NetworkOptions
{
    /// <summary>Neurons of each hidden layer.</summary>
    public required int[] Hidden { get; init; }

    public required int Epochs { get; init; }

    public required int BatchRows { get; init; }

    public required double LearningRate { get; init; }

    public required double WeightDecay { get; init; }

    /// <summary>The share of activations left out in training.</summary>
    public required double Dropout { get; init; }

    /// <summary>Whether the categories of a column are described by a few learnt numbers.</summary>
    public required bool Embeds { get; init; }

    public required bool Gelu { get; init; }

    /// <summary>How the learning rate falls: <c>plateau</c>, <c>cosine</c> or <c>constant</c>.</summary>
    public required string Schedule { get; init; }

    /// <summary>Epochs without a better validation loss after which to stop; 0 for never.</summary>
    public required int Patience { get; init; }

    public required bool Balanced { get; init; }

    public static NetworkOptions From(Hyperparameters values) => new()
    {
        Hidden = [.. values.Word("hidden", NetworkSpace.DefaultHidden).Split('-').Select(Width)],
        Epochs = Math.Max(1, values.Int("epochs", 20)),
        BatchRows = Math.Clamp(values.Int("batch_rows", 256), 2, 1 << 16),
        LearningRate = values.Double("learning_rate", 1e-3),
        WeightDecay = Math.Max(0, values.Double("weight_decay", 1e-2)),
        Dropout = Math.Clamp(values.Double("dropout", 0.1), 0, 0.9),
        Embeds = values.Word("categories", "one_hot") == "embedding",
        Gelu = values.Word("activation", "relu") == "gelu",
        Schedule = values.Word("schedule", "plateau"),
        Patience = values.Int("early_stopping_epochs", 6),
        Balanced = values.Word("class_weight", "none") == "balanced",
    };

    private static int Width(string word) => int.TryParse(word, out int width)
        ? Math.Clamp(width, 1, 4096)
        : throw InvalidException.Of("hidden", "must be numbers of neurons such as 128-64-32.");
}
