namespace MlOpsDashboard.Core;

/// <summary>One thing that is wrong with input: where, and why.</summary>
/// <param name="Field">The field's name in the REST contract (snake_case).</param>
/// <param name="Reason">A sentence of its own; or, of a field, what goes on behind its name: <c>must be 1 or more.</c></param>
/// <param name="IsOfField">Whether the reason goes on behind the field's name.</param>
public sealed record Fault(string Field, string Reason, bool IsOfField = false)
{
    /// <summary>What the field is called where the fault is told.</summary>
    /// <value>As the REST contract calls it.</value>
    public string Name { get; init; } = Field;

    /// <summary>What is wrong, in a sentence.</summary>
    public string Sentence => IsOfField ? $"{Name} {Reason}" : Reason;
}
