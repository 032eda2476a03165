namespace MlOpsDashboard.Core;

/// <summary>Gathers what is wrong with a request, so that the caller hears of all of it at once. Of each field the first fault stays.</summary>
internal sealed class RequestErrors
{
    private readonly List<Fault> _faults = [];

    /// <summary>What was found so far.</summary>
    public IReadOnlyList<Fault> All => _faults;

    /// <summary>Adds a fault unless a condition holds.</summary>
    /// <param name="condition">What has to be true.</param>
    /// <param name="field">The field in the REST contract.</param>
    /// <param name="message">A sentence of its own.</param>
    /// <returns>The condition.</returns>
    public bool Require(bool condition, string field, string message) => Add(condition, new Fault(field, message));

    /// <summary>Adds a fault of a field unless a condition holds.</summary>
    /// <param name="condition">What has to be true.</param>
    /// <param name="field">The field in the REST contract.</param>
    /// <param name="reason">What goes on behind its name: <c>must be 1 or more.</c></param>
    /// <returns>The condition.</returns>
    public bool Must(bool condition, string field, string reason) => Add(condition, new Fault(field, reason, IsOfField: true));

    /// <summary>Adds a fault unless a number is within its limits, or left out.</summary>
    /// <typeparam name="T">The kind of number.</typeparam>
    /// <param name="value">The number.</param>
    /// <param name="limit">Its limits.</param>
    /// <param name="field">The field in the REST contract.</param>
    /// <returns>Whether it is.</returns>
    public bool Within<T>(T? value, NumberLimit<T> limit, string field)
        where T : struct, IComparable<T> => value is not { } number || limit.Holds(number) || Must(false, field, limit.Reason(number));

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
            Fault[] news = [.. exception.Faults.Where(fault => IsFirst(fault.Field))];
            _faults.AddRange(news);
        }
    }

    /// <summary>Throws when there is a fault.</summary>
    /// <exception cref="InvalidException">Something is wrong.</exception>
    public void ThrowIfAny()
    {
        if (_faults.Count > 0)
        {
            throw new InvalidException(_faults);
        }
    }

    private bool Add(bool condition, Fault fault)
    {
        if (!condition && IsFirst(fault.Field))
        {
            _faults.Add(fault);
        }

        return condition;
    }

    private bool IsFirst(string field) => !_faults.Exists(fault => fault.Field == field);
}
