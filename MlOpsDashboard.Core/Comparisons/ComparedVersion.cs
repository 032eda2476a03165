using MlOpsDashboard.Core.Learning.Evaluation;

namespace MlOpsDashboard.Core.Comparisons;

/// <summary>How a version did on the rows.</summary>
/// <param name="ModelId">The version.</param>
/// <param name="LearnedFromThem">Whether it was trained on this data: then its figures flatter it.</param>
/// <param name="Metrics">Its metrics.</param>
/// <param name="Classes">The classes of <paramref name="Confusion"/>; empty for numbers.</param>
/// <param name="Confusion">Rows by true class (first index) and said class (second index).</param>
/// <param name="Calibration">Ten bins of probabilities beside what came true; empty for numbers.</param>
/// <param name="CalibrationError">The expected calibration error; null for numbers.</param>
/// <param name="RowMicroseconds">Microseconds a row when all are scored at once, by one thread.</param>
/// <param name="Bytes">The size of its file.</param>
public sealed record ComparedVersion(
    string ModelId,
    bool LearnedFromThem,
    IReadOnlyList<ComparedMetric> Metrics,
    IReadOnlyList<string> Classes,
    IReadOnlyList<IReadOnlyList<int>> Confusion,
    IReadOnlyList<ReliabilityBin> Calibration,
    double? CalibrationError,
    double RowMicroseconds,
    long Bytes);
