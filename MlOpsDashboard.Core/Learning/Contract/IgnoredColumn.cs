namespace MlOpsDashboard.Core.Learning.Contract;

/// <summary>A column that the data has and the model does not use. Predictions accept it and look away.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Reason">A sentence that says why.</param>
public sealed record IgnoredColumn(string Name, string Reason);
