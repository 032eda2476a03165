namespace MlOpsDashboard.Core.Serving.Inputs;

/// <summary>Gathers what is wrong with a request, so that the client hears of all of it at once (up to a limit).</summary>
internal sealed class FieldErrors
{
    private const int Limit = 20;
    private readonly Dictionary<string, string[]> _errors = new(StringComparer.Ordinal);

    /// <summary>Whether no more are taken.</summary>
    public bool Full => _errors.Count >= Limit;

    /// <summary>Whether nothing is wrong so far.</summary>
    public bool IsEmpty => _errors.Count == 0;

    /// <summary>Adds an error; the first one of a field stays.</summary>
    /// <param name="field">The field's path in the request.</param>
    /// <param name="message">A sentence.</param>
    public void Add(string field, string message)
    {
        if (!Full)
        {
            _errors.TryAdd(field, [message]);
        }
    }

    /// <summary>The exception that carries them.</summary>
    public InvalidException ToException() => new(_errors);
}
