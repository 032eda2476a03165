namespace MlOpsDashboard.Core.Retraining;

/// <summary>What a challenger has to show on the newest labelled predictions, from which neither it nor the champion has learned.</summary>
public sealed record RetrainingGates
{
    /// <summary>The fewest rows of a holdout.</summary>
    public const int FewestHoldoutRows = 50;

    /// <summary>The most rows of a holdout.</summary>
    public const int MostHoldoutRows = 100_000;

    /// <summary>How many of the newest labelled predictions are held out.</summary>
    public int HoldoutRows { get; init; } = 500;

    /// <summary>By how much it must be better in the metric that the champion was chosen by, in that metric's own unit.</summary>
    public double Margin { get; init; }

    /// <summary>How sure that must be, by a paired bootstrap over the held-out rows.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>The columns of words in whose every value, with enough rows, it must not surely be worse.</summary>
    public IReadOnlyList<string> Segments { get; init; } = [];

    /// <summary>How long the prediction of one row may take, in milliseconds; null for no limit.</summary>
    public double? MaxPredictMs { get; init; }

    /// <summary>How large the model may be, in bytes; null for no limit.</summary>
    public long? MaxBytes { get; init; }
}
