using MlOpsDashboard.Core.Learning.Calibration;
using MlOpsDashboard.Core.Learning.Contract;

namespace MlOpsDashboard.Core.Learning.Forest;

/// <summary>How good a forest is on its own training rows, each answered by the trees that have not seen it (Breiman 2001).</summary>
/// <param name="Loss">Log loss, or root mean squared error; NaN when every tree has seen every row.</param>
/// <param name="Score">Accuracy, or R², as scikit-learn's <c>oob_score_</c>; NaN as <paramref name="Loss"/>, and for models stored without it.</param>
internal sealed record OutOfBagFigures(double Loss, double Score)
{
    /// <summary>No row was left out.</summary>
    public static OutOfBagFigures None { get; } = new(double.NaN, double.NaN);

    /// <summary>The figures by the names of metrics, each behind <c>oob_</c>; empty for a model that has none.</summary>
    /// <param name="model">A model, calibrated or not. The figures are those before calibration.</param>
    public static SortedDictionary<string, double> Of(IFittedModel model)
    {
        var figures = new SortedDictionary<string, double>(StringComparer.Ordinal);
        if (CalibratedModel.Uncalibrated(model) is ForestModel forest)
        {
            bool numbers = forest.Task == TaskKind.Regression;
            Add(figures, numbers ? "oob_rmse" : "oob_log_loss", forest.OutOfBag.Loss);
            Add(figures, numbers ? "oob_r2" : "oob_accuracy", forest.OutOfBag.Score);
        }

        return figures;
    }

    private static void Add(SortedDictionary<string, double> figures, string name, double value)
    {
        if (double.IsFinite(value))
        {
            figures.Add(name, value);
        }
    }
}
