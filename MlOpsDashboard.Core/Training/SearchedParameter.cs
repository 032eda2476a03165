namespace MlOpsDashboard.Core.Training;

/// <summary>A hyper-parameter of a search and what it explained.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Share">The share of the variance of the loss that it explains by itself (functional ANOVA); null when that cannot be said.</param>
/// <param name="Low">The lower end of its scale, in words.</param>
/// <param name="Middle">The middle of its scale, in words.</param>
/// <param name="High">The upper end of its scale, in words.</param>
public sealed record SearchedParameter(string Name, double? Share, string Low, string Middle, string High);
