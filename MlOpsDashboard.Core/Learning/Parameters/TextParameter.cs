namespace MlOpsDashboard.Core.Learning.Parameters;

/// <summary>A hyper-parameter that is a text of its own grammar; only people set it, never the search.</summary>
public sealed record TextParameter : Parameter
{
    /// <summary>Makes the parameter.</summary>
    /// <param name="name">Unique in its space, snake_case.</param>
    /// <param name="defaultValue">The text when nothing is said.</param>
    /// <param name="description">What it does, and how to write it.</param>
    public TextParameter(string name, string defaultValue, string description)
        : base(name, defaultValue, description) => Searched = false;
}
