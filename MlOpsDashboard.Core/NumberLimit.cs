namespace MlOpsDashboard.Core;

/// <summary>The least and the most that a number may be.</summary>
/// <typeparam name="T">The kind of number.</typeparam>
/// <param name="Least">The least.</param>
/// <param name="Most">The most.</param>
public sealed record NumberLimit<T>(T Least, T Most)
    where T : struct, IComparable<T>
{
    /// <summary>The limits in words.</summary>
    /// <value>As a rule <c>from 1 to 20</c>.</value>
    public string Words { get; init; } = $"from {Least} to {Most}";

    /// <summary>Whether a number is within.</summary>
    /// <param name="value">The number.</param>
    public bool Holds(T value) => value.CompareTo(Least) >= 0 && value.CompareTo(Most) <= 0;

    /// <summary>What is wrong with a number that is not, as it goes on behind the name of its field.</summary>
    /// <param name="value">The number.</param>
    public string Reason(T value) => $"must be {Words}, not {value}.";
}
