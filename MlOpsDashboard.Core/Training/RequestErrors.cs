namespace MlOpsDashboard.Core.Training;

/// <summary>Gathers what is wrong with a request, so that the caller hears of all of it at once.</summary>
internal sealed class RequestErrors
{
    private readonly Dictionary<string, string[]> _errors = new(StringComparer.Ordinal);

    /// <summary>Adds an error unless a condition holds; the first one of a field stays.</summary>
    /// <param name="condition">What has to be true.</param>
    /// <param name="field">The field in the REST contract.</param>
    /// <param name="message">A sentence.</param>
    /// <returns>The condition.</returns>
    public bool Require(bool condition, string field, string message)
    {
        if (!condition)
        {
            _errors.TryAdd(field, [message]);
        }

        return condition;
    }

    /// <summary>Runs a check that throws, and keeps what it says.</summary>
    /// <param name="check">Throws <see cref="InvalidException"/> when something is wrong.</param>
    public void Try(Action check)
    {
        try
        {
            check();
        }
        catch (InvalidException exception)
        {
            // Joined with the others and thrown by ThrowIfAny.
            foreach ((string field, string[] messages) in exception.Errors)
            {
                _errors.TryAdd(field, messages);
            }
        }
    }

    /// <summary>Throws when there is an error.</summary>
    /// <exception cref="InvalidException">Something is wrong.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
        {
            throw new InvalidException(_errors);
        }
    }
}
