namespace MlOpsDashboard.Components.Charts;

/// <summary>
/// Gives each series a colour of its own: by its name, so that a model version has the same one on every page, and moved on to the next
/// where a series before it in the alphabet has that already.
/// </summary>
public static class SeriesPalette
{
    // Where the search for a free colour begins; the others of the eight are too like one of these, or too quiet.
    private static readonly int[] s_first = [0, 1, 2, 3, 5];

    private const int Colours = 8;
    private const uint Basis = 2166136261;
    private const uint Prime = 16777619;

    /// <summary>The colours of series that are shown together, counted from 0.</summary>
    /// <param name="names">Their names. From the ninth on colours repeat.</param>
    public static IReadOnlyDictionary<string, int> Of(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var colours = new Dictionary<string, int>(StringComparer.Ordinal);
        var taken = new HashSet<int>();
        foreach (string name in names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            int colour = s_first[Hash(name) % (uint)s_first.Length];
            for (int step = 0; taken.Contains(colour) && step < Colours; step++)
            {
                colour = taken.Count < s_first.Length ? s_first[(Array.IndexOf(s_first, colour) + 1) % s_first.Length] : (colour + 1) % Colours;
            }

            taken.Add(colour);
            colours[name] = colour;
        }

        return colours;
    }

    // FNV-1a (RFC 9923): string.GetHashCode differs from one start of the program to the next.
    private static uint Hash(string name)
    {
        uint hash = Basis;
        foreach (char letter in name)
        {
            hash = (hash ^ letter) * Prime;
        }

        return hash;
    }
}
