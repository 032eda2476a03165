using System.Globalization;

namespace MlOpsDashboard.Core.Learning.Trees.Dump;

/// <summary>What a node asks: whether a number is at most a threshold, a word is one of some, or a value is there at all. Immutable.</summary>
/// <param name="Feature">The encoded feature's name; for most the column's own.</param>
/// <param name="Source">The column's name.</param>
public sealed record NodeTest(string Feature, string Source)
{
    /// <summary>The largest number for a yes, in the column's units; for a part of a date in that part's. Null when words are asked for.</summary>
    public float? Threshold { get; init; }

    /// <summary>The threshold of a column whose numbers floats do not tell apart, as a double; null for any other.</summary>
    public double? ExactThreshold { get; init; }

    /// <summary>For the days of a date, the moment that <see cref="Threshold"/> means.</summary>
    public DateTimeOffset? Moment { get; init; }

    /// <summary>The words for a yes; null when a number is asked for.</summary>
    public IReadOnlyList<string>? Words { get; init; }

    /// <summary>The name of the comparison in the dump: <c>&lt;=</c>, <c>in</c> or <c>present</c>.</summary>
    public string Operator => Words is not null ? "in" : Threshold is null ? "present" : "<=";

    /// <summary>The question in a line.</summary>
    public override string ToString() => this switch
    {
        { Words: [var word] } => $"{Feature} is {word}",
        { Words: { } words } => $"{Feature} is one of {string.Join(", ", words)}",
        { Moment: { } moment } => string.Create(CultureInfo.InvariantCulture, $"{Source} is not after {moment:yyyy-MM-dd HH:mm}"),
        { ExactThreshold: { } most } => string.Create(CultureInfo.InvariantCulture, $"{Feature} ≤ {most:G15}"),
        { Threshold: { } most } => string.Create(CultureInfo.InvariantCulture, $"{Feature} ≤ {most:G6}"),
        _ => $"{Feature} is there",
    };
}
