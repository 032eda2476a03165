using MlOpsDashboard.Core.Learning.Explanation;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Api.Explain;

/// <summary>
/// How a version's answer depends on one feature: the mean over background rows at each point, and single rows (a list a row, a
/// value a point). Answers are probabilities of the class, or numbers.
/// </summary>
internal sealed record DependenceReply(
    string ModelId,
    string Feature,
    ColumnType Type,
    string? Class,
    int Rows,
    IReadOnlyList<DependencePointReply> Points,
    IReadOnlyList<IReadOnlyList<double>> Individual)
{
    public static DependenceReply Of(string modelId, DependenceCurve curve, IReadOnlyList<string> classes) => new(
        modelId,
        curve.Feature,
        curve.Type,
        classes.Count == 0 ? null : classes[curve.Class],
        curve.Rows,
        [.. curve.Points.Select(point => new DependencePointReply(point.Value, point.Label, point.Mean))],
        curve.Individual);
}
