using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Datasets.Profiling;

/// <summary>The columns that both sides of a comparison have, with their places on each side.</summary>
/// <param name="Names">In the order of the side before.</param>
/// <param name="Before">Places on the side before.</param>
/// <param name="After">Places on the side after.</param>
/// <param name="KeyBefore">Places of the key on the side before.</param>
/// <param name="KeyAfter">Places of the key on the side after.</param>
internal sealed record SharedColumns(IReadOnlyList<string> Names, int[] Before, int[] After, int[] KeyBefore, int[] KeyAfter)
{
    /// <summary>Finds the columns.</summary>
    /// <exception cref="InvalidException">A side lacks a key column, or nothing is shared.</exception>
    internal static SharedColumns Of(DiffSide before, DiffSide after, IReadOnlyList<string> key)
    {
        Dictionary<string, int> old = Places(before);
        Dictionary<string, int> young = Places(after);
        foreach (string name in key)
        {
            if (!old.ContainsKey(name) || !young.ContainsKey(name))
            {
                int version = old.ContainsKey(name) ? after.Version : before.Version;
                throw new InvalidException("key", $"Version {version} has no column '{name}'.");
            }
        }

        string[] names = [.. before.Columns.Select(column => column.Name).Where(young.ContainsKey)];
        return names.Length == 0
            ? throw new InvalidException("to", "The two versions have no column in common.")
            : new SharedColumns(
                names,
                [.. names.Select(name => old[name])],
                [.. names.Select(name => young[name])],
                [.. key.Select(name => old[name])],
                [.. key.Select(name => young[name])]);
    }

    /// <summary>The hash of some fields of a row.</summary>
    internal static ulong Hash(CsvReader row, int[] places)
    {
        ulong hash = 0;
        foreach (int place in places)
        {
            hash = ByteHash.Append(hash, ByteHash.Of(row.Field(place)));
        }

        return hash;
    }

    /// <summary>Some fields of a row as text.</summary>
    internal static string[] Texts(CsvReader row, int[] places) => [.. places.Select(row.Text)];

    private static Dictionary<string, int> Places(DiffSide side) =>
        side.Columns.Select((column, index) => (column.Name, index)).ToDictionary(pair => pair.Name, pair => pair.index, StringComparer.Ordinal);
}
