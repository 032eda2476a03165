using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Explanation;

/// <summary>
/// How a model's answer depends on one column: the mean over background rows (partial dependence, Friedman 2001) and single rows
/// (individual conditional expectation, Goldstein et al. 2015). Immutable.
/// </summary>
/// <param name="Feature">The column.</param>
/// <param name="Type">What its values are.</param>
/// <param name="Class">The position of the class whose probability is shown; 0 for a regression.</param>
/// <param name="Rows">The number of background rows behind the means.</param>
/// <param name="Points">Numbers and dates ascending, words by frequency.</param>
/// <param name="Individual">For some of the rows the answers at each point.</param>
public sealed record DependenceCurve(
    string Feature,
    ColumnType Type,
    int Class,
    int Rows,
    IReadOnlyList<DependencePoint> Points,
    IReadOnlyList<IReadOnlyList<double>> Individual);
