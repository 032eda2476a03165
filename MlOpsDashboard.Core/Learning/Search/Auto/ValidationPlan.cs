namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>How trials are judged.</summary>
public sealed record ValidationPlan
{
    /// <summary>The way.</summary>
    public ValidationStrategy Strategy { get; init; } = ValidationStrategy.Holdout;

    /// <summary>The share of rows set aside for the winner's metrics; of the others the same share validates trials (but for k-fold).</summary>
    public double TestSize { get; init; } = 0.2;

    /// <summary>The number of folds of <see cref="ValidationStrategy.KFold"/>.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>The column that gives the order of <see cref="ValidationStrategy.Time"/>, a date or a number; null means the order of the rows.</summary>
    public string? TimeColumn { get; init; }
}
