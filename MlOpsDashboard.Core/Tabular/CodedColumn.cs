namespace MlOpsDashboard.Core.Tabular;

/// <summary>
/// A column of words (categorical, boolean or text), stored as positions in a dictionary of its distinct words.
/// </summary>
public sealed class CodedColumn : Column
{
    /// <summary>The code of a missing value.</summary>
    public const int Missing = -1;

    private readonly int[] _codes;

    /// <summary>Makes a column; the arrays are kept, not copied, and must not be changed afterwards.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="type">Categorical, Boolean or Text.</param>
    /// <param name="codes">For each row a position in <paramref name="dictionary"/>, or <see cref="Missing"/>.</param>
    /// <param name="dictionary">The distinct words. Sorted ordinally by the reader, so that codes do not depend on row order.</param>
    /// <exception cref="ArgumentException">The type is numeric or a date.</exception>
    public CodedColumn(string name, ColumnType type, int[] codes, IReadOnlyList<string> dictionary)
        : base(name, type)
    {
        if (type is ColumnType.Numeric or ColumnType.DateTime)
        {
            throw new ArgumentException("A coded column holds categories, booleans or text.", nameof(type));
        }

        ArgumentNullException.ThrowIfNull(codes);
        ArgumentNullException.ThrowIfNull(dictionary);
        _codes = codes;
        Dictionary = dictionary;
    }

    /// <summary>For each row a position in <see cref="Dictionary"/>, or <see cref="Missing"/>.</summary>
    public ReadOnlySpan<int> Codes => _codes;

    /// <summary>The distinct words.</summary>
    public IReadOnlyList<string> Dictionary { get; }

    /// <inheritdoc/>
    public override int Length => _codes.Length;

    /// <summary>The word of a row, or null when it is missing.</summary>
    /// <param name="row">From 0 to <see cref="Length"/> − 1.</param>
    public string? WordAt(int row) => _codes[row] == Missing ? null : Dictionary[_codes[row]];

    /// <inheritdoc/>
    public override bool IsMissing(int row) => _codes[row] == Missing;

    /// <inheritdoc/>
    public override Column Take(ReadOnlySpan<int> rows)
    {
        var taken = new int[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            taken[i] = _codes[rows[i]];
        }

        return new CodedColumn(Name, Type, taken, Dictionary) { Reading = Reading };
    }
}
