using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Core.Registry;

/// <summary>Two to four versions side by side.</summary>
/// <param name="Versions">The versions, in the order that was asked for.</param>
/// <param name="Metrics">One row a metric.</param>
/// <param name="Parameters">One row a parameter; those that differ come first.</param>
/// <param name="Data">The data sets: name, version and hash.</param>
/// <param name="Signature">One row a feature (its type), and the target and the classes; those that differ come first.</param>
public sealed record VersionComparison(
    IReadOnlyList<ModelVersion> Versions,
    IReadOnlyList<ComparedNumber> Metrics,
    IReadOnlyList<ComparedText> Parameters,
    IReadOnlyList<ComparedText> Data,
    IReadOnlyList<ComparedText> Signature);
