namespace MlOpsDashboard.Core.Learning.Parameters;

/// <summary>A hyper-parameter that is one of a few words.</summary>
/// <param name="Name">Unique in its space, snake_case.</param>
/// <param name="Choices">The words.</param>
/// <param name="DefaultValue">The word when nothing is said.</param>
/// <param name="Description">What it does.</param>
public sealed record ChoiceParameter(string Name, IReadOnlyList<string> Choices, string DefaultValue, string Description)
    : Parameter(Name, DefaultValue, Description);
