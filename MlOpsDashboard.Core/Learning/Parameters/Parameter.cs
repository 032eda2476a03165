namespace MlOpsDashboard.Core.Learning.Parameters;

/// <summary>A hyper-parameter of a <see cref="SearchSpace"/>.</summary>
/// <param name="Name">Unique in its space, snake_case.</param>
/// <param name="Default">The value when nothing is said.</param>
/// <param name="Description">What it does, in a sentence for people.</param>
public abstract record Parameter(string Name, object Default, string Description)
{
    /// <summary>The parameter that must have the value <see cref="WhenValue"/> for this one to matter, or null.</summary>
    public string? WhenName { get; init; }

    /// <summary>See <see cref="WhenName"/>.</summary>
    public string? WhenValue { get; init; }

    /// <summary>Whether the search varies it; false means it has its default unless a person sets it.</summary>
    public bool Searched { get; init; } = true;
}
