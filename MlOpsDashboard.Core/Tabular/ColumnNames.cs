namespace MlOpsDashboard.Core.Tabular;

/// <summary>Takes the columns' names from the first row of a file, or makes them up.</summary>
internal static class ColumnNames
{
    private const int MaxLength = 200;
    private const int NamedAtMost = 5;

    /// <summary>A name without marks that nobody sees: blanks around it, zero-width and byte order marks anywhere.</summary>
    /// <param name="name">A field of the header.</param>
    internal static string Clean(string name) =>
        CellTrim.Of(name).Replace("\u200B", "", StringComparison.Ordinal).Replace("\u2060", "", StringComparison.Ordinal).Replace("\uFEFF", "", StringComparison.Ordinal);

    /// <summary>Reads the names.</summary>
    /// <param name="reader">At the first row.</param>
    /// <param name="hasHeader">Whether that row holds names; else columns are called column_1, column_2, …</param>
    /// <exception cref="CsvException">A name comes twice or is too long.</exception>
    internal static (string[] Names, List<string> Warnings) Read(CsvReader reader, bool hasHeader)
    {
        var names = new string[reader.FieldCount];
        var warnings = new List<string>();
        if (!hasHeader)
        {
            for (int i = 0; i < names.Length; i++)
            {
                names[i] = Default(i);
            }

            warnings.Add(HeaderDetector.NoHeader);
            return (names, warnings);
        }

        var unnamed = new List<int>();
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = Clean(reader.Text(i));
            if (names[i].Length > MaxLength)
            {
                throw new CsvException(reader.Line, FormattableString.Invariant($"the name of column {i + 1} is longer than {MaxLength} characters."));
            }

            if (names[i].Length == 0)
            {
                names[i] = Default(i);
                unnamed.Add(i);
            }
        }

        RefuseDuplicates(names, reader.Line);
        if (unnamed.Count > 0)
        {
            string made = string.Join(", ", unnamed.Take(NamedAtMost).Select(Default)) + (unnamed.Count > NamedAtMost ? ", …" : "");
            warnings.Add(unnamed.Count == 1
                ? $"A column has no name in the header and got one: {made}."
                : FormattableString.Invariant($"{unnamed.Count:N0} columns have no name in the header and got one: {made}."));
        }

        return (names, warnings);
    }

    private static string Default(int index) => FormattableString.Invariant($"column_{index + 1}");

    private static void RefuseDuplicates(string[] names, long line)
    {
        string[] twice = [.. names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key)];
        if (twice.Length > 0)
        {
            string list = string.Join(", ", twice.Take(NamedAtMost).Select(name => $"'{name}'")) + (twice.Length > NamedAtMost ? ", …" : "");
            throw new CsvException(line, $"column names must differ, but these come more than once: {list}.");
        }
    }
}
