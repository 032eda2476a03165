namespace MlOpsDashboard.Core;

/// <summary>Thrown when input is at fault. Mapped to 400 with the messages of each field.</summary>
/// <param name="errors">The messages by field name, in the words of the REST contract (snake_case).</param>
public sealed class InvalidException(IReadOnlyDictionary<string, string[]> errors)
    : Exception(string.Join(" ", errors.SelectMany(e => e.Value)))
{
    /// <summary>One message about one field.</summary>
    /// <param name="field">The field's name in the REST contract.</param>
    /// <param name="message">A sentence that says what is wrong and what would be right.</param>
    public InvalidException(string field, string message)
        : this(new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [message] })
    {
    }

    /// <summary>The messages by field name.</summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; } = errors;
}
