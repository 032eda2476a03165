namespace MlOpsDashboard.Core.Learning.Evaluation;

/// <summary>How well the positive one of two classes is found: figures beside those of the catalogue, by which no search can be judged.</summary>
public static class PositiveFigures
{
    /// <summary>The name of the share of rows said to be positive that are.</summary>
    public const string Precision = "precision";

    /// <summary>The name of the share of positive rows that are said to be.</summary>
    public const string Recall = "recall";

    /// <summary>The figures as shares of counts; a figure without a row to be a share of is left out.</summary>
    /// <param name="confusion">Rows by true class (first index) and said class (second index). Of other than two classes there are no figures.</param>
    public static IEnumerable<(string Name, int Right, int Of)> Of(IReadOnlyList<IReadOnlyList<int>> confusion)
    {
        ArgumentNullException.ThrowIfNull(confusion);
        if (confusion.Count != 2)
        {
            return [];
        }

        int right = confusion[1][1];
        (string Name, int Right, int Of)[] figures = [(Precision, right, confusion[0][1] + right), (Recall, right, confusion[1][0] + right)];
        return figures.Where(figure => figure.Of > 0);
    }
}
