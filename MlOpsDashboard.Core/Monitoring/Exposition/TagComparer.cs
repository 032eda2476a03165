using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace MlOpsDashboard.Core.Monitoring.Exposition;

/// <summary>Finds tags that are kept by those of a measurement, which are on the stack: equal names and values in the same order.</summary>
internal sealed class TagComparer : IEqualityComparer<Tag[]>, IAlternateEqualityComparer<ReadOnlySpan<Tag>, Tag[]>
{
    private TagComparer()
    {
    }

    /// <summary>The only one.</summary>
    public static TagComparer Instance { get; } = new();

    /// <inheritdoc/>
    public Tag[] Create(ReadOnlySpan<Tag> alternate) => alternate.ToArray();

    /// <inheritdoc/>
    public bool Equals(Tag[]? x, Tag[]? y) => x is null || y is null ? x == y : Equals(x.AsSpan(), y);

    /// <inheritdoc/>
    public bool Equals(ReadOnlySpan<Tag> alternate, Tag[] other)
    {
        if (alternate.Length != other.Length)
        {
            return false;
        }

        for (int i = 0; i < other.Length; i++)
        {
            if (alternate[i].Key != other[i].Key || !Equals(alternate[i].Value, other[i].Value))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public int GetHashCode(Tag[] obj) => GetHashCode(obj.AsSpan());

    /// <inheritdoc/>
    public int GetHashCode(ReadOnlySpan<Tag> alternate)
    {
        // Names hardly tell series of one instrument apart.
        var hash = new HashCode();
        foreach ((string name, object? value) in alternate)
        {
            hash.Add(name.Length);
            hash.Add(value);
        }

        return hash.ToHashCode();
    }
}
