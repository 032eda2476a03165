namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>How often each class was taken for which.</summary>
/// <param name="Labels">The classes.</param>
/// <param name="Counts">A row an actual class, a column a predicted one.</param>
public sealed record ConfusionDocument(IReadOnlyList<string> Labels, IReadOnlyList<IReadOnlyList<double>> Counts);
