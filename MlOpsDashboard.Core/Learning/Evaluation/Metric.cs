using MlOpsDashboard.Core.Learning.Contract;

namespace MlOpsDashboard.Core.Learning.Evaluation;

/// <summary>A figure of merit.</summary>
/// <param name="Name">The name in the REST contract, such as <c>roc_auc</c>.</param>
/// <param name="DisplayName">The name that people see.</param>
/// <param name="HigherIsBetter">Whether a larger value is better.</param>
/// <param name="Tasks">The tasks that it fits.</param>
/// <param name="Compute">The value; NaN where it is undefined, such as ROC AUC with one class only.</param>
public sealed record Metric(
    string Name, string DisplayName, bool HigherIsBetter, IReadOnlyList<TaskKind> Tasks, Func<ScoredRows, double> Compute)
{
    /// <summary>The value turned so that smaller is better.</summary>
    /// <param name="value">A value of this metric.</param>
    public double ToLoss(double value) => HigherIsBetter ? -value : value;

    /// <summary>The value that a loss stands for: the way back from <see cref="ToLoss"/>.</summary>
    /// <param name="loss">A loss.</param>
    public double FromLoss(double loss) => HigherIsBetter ? -loss : loss;

    /// <summary>Whether a value is better than another; NaN is worse than all.</summary>
    /// <param name="value">The one.</param>
    /// <param name="than">The other.</param>
    public bool IsBetter(double value, double than) =>
        !double.IsNaN(value) && (double.IsNaN(than) || ToLoss(value) < ToLoss(than));

    /// <summary>The first of the items that none is better than; null without items.</summary>
    /// <typeparam name="T">What is compared.</typeparam>
    /// <param name="items">The items, in order.</param>
    /// <param name="value">The value of an item; NaN is worse than all.</param>
    public T? Best<T>(IEnumerable<T> items, Func<T, double> value)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(value);
        T? best = null;
        foreach (T item in items)
        {
            best = best is null || IsBetter(value(item), value(best)) ? item : best;
        }

        return best;
    }
}
