namespace MlOpsDashboard.Core;

/// <summary>Thrown when input is at fault. Mapped to 400 with the messages of each field.</summary>
public sealed class InvalidException : Exception
{
    /// <summary>Several faults.</summary>
    /// <param name="faults">What is wrong.</param>
    public InvalidException(IReadOnlyList<Fault> faults)
        : base(string.Join(" ", (faults ?? []).Select(fault => fault.Sentence)))
    {
        Faults = faults ?? [];
        Errors = Faults.GroupBy(fault => fault.Field, StringComparer.Ordinal)
            .ToDictionary(field => field.Key, field => field.Select(fault => fault.Sentence).ToArray(), StringComparer.Ordinal);
    }

    /// <summary>Several messages.</summary>
    /// <param name="errors">Whole sentences by field name, in the words of the REST contract.</param>
    public InvalidException(IReadOnlyDictionary<string, string[]> errors)
        : this([.. (errors ?? new Dictionary<string, string[]>()).SelectMany(field => field.Value.Select(message => new Fault(field.Key, message)))])
    {
    }

    /// <summary>One message about one field.</summary>
    /// <param name="field">The field's name in the REST contract.</param>
    /// <param name="message">A sentence that says what is wrong and what would be right.</param>
    public InvalidException(string field, string message)
        : this([new Fault(field, message)])
    {
    }

    /// <summary>What is wrong, fault by fault.</summary>
    public IReadOnlyList<Fault> Faults { get; }

    /// <summary>The messages by field name.</summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; }

    /// <summary>One fault of one field.</summary>
    /// <param name="field">The field's name in the REST contract.</param>
    /// <param name="reason">What goes on behind its name: <c>must be 1 or more.</c></param>
    public static InvalidException Of(string field, string reason) => new([new Fault(field, reason, IsOfField: true)]);
}
