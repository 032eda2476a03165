namespace MlOpsDashboard.Bench;

/// <summary>What one program reached on one data set.</summary>
/// <param name="Data">The data set.</param>
/// <param name="Family">boosting, forest, network or linear.</param>
/// <param name="Program">Who.</param>
/// <param name="Seconds">The median time of a fit.</param>
/// <param name="Quality">ROC AUC, or RMSE for numbers, on the test rows: the mean over the splits.</param>
internal sealed record Measurement(string Data, string Family, string Program, double Seconds, double Quality);
