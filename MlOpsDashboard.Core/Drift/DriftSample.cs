namespace MlOpsDashboard.Core.Drift;

/// <summary>Rows as the model reads them, column by column: numbers, seconds or codes; NaN is missing.</summary>
/// <param name="Rows">How many.</param>
/// <param name="Features">The values of each feature, in the order of the signature.</param>
/// <param name="Predictions">The answers, as positions of classes or as numbers; NaN where one is not known. Null when none is.</param>
/// <param name="First">When the first row came; null when that is not known.</param>
/// <param name="Last">When the last row came.</param>
internal sealed record DriftSample(int Rows, double[][] Features, double[]? Predictions, DateTimeOffset? First = null, DateTimeOffset? Last = null);
