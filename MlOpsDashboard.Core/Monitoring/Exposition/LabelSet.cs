namespace MlOpsDashboard.Core.Monitoring.Exposition;

/// <summary>The labels of a series, in ordinal order of their names; equal when names and values are.</summary>
internal sealed class LabelSet : IEquatable<LabelSet>
{
    private readonly KeyValuePair<string, string>[] _labels;
    private readonly int _hash;

    private LabelSet(KeyValuePair<string, string>[] labels)
    {
        _labels = labels;
        var hash = new HashCode();
        foreach ((string name, string value) in labels)
        {
            hash.Add(name, StringComparer.Ordinal);
            hash.Add(value, StringComparer.Ordinal);
        }

        _hash = hash.ToHashCode();
    }

    /// <summary>The labels, in ordinal order of their names.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Labels => _labels;

    /// <summary>The labels of a measurement.</summary>
    /// <param name="tags">Its tags; a name that is no legal label name is made one (INTERFACES: Prometheus data model).</param>
    public static LabelSet From(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new KeyValuePair<string, string>[tags.Length];
        for (int i = 0; i < tags.Length; i++)
        {
            string value = Convert.ToString(tags[i].Value, System.Globalization.CultureInfo.InvariantCulture) ?? "";
            labels[i] = new KeyValuePair<string, string>(MetricName.Legal(tags[i].Key), value);
        }

        Array.Sort(labels, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        return new LabelSet(labels);
    }

    /// <summary>The same names, every value <c>other</c>: where the series beyond the limit are gathered.</summary>
    public LabelSet Overflow() => new(Array.ConvertAll(_labels, label => new KeyValuePair<string, string>(label.Key, "other")));

    /// <inheritdoc/>
    public bool Equals(LabelSet? other) => other is not null && _hash == other._hash && _labels.AsSpan().SequenceEqual(other._labels);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LabelSet);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;
}
