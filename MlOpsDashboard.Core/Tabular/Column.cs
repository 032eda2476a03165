namespace MlOpsDashboard.Core.Tabular;

/// <summary>A named, typed, immutable column of a <see cref="DataTable"/>.</summary>
public abstract class Column
{
    private protected Column(string name, ColumnType type)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
        Type = type;
    }

    /// <summary>The column's name, unique in its table.</summary>
    public string Name { get; }

    /// <summary>What the values mean.</summary>
    public ColumnType Type { get; }

    /// <summary>How the values were read; null is the usual reading of the type.</summary>
    public ColumnReading? Reading { get; init; }

    /// <summary>The number of rows.</summary>
    public abstract int Length { get; }

    /// <summary>Whether the value of a row is missing.</summary>
    /// <param name="row">From 0 to <see cref="Length"/> − 1.</param>
    public abstract bool IsMissing(int row);

    /// <summary>A column with the given rows, in the given order; a row may come more than once.</summary>
    /// <param name="rows">Row numbers of this column.</param>
    public abstract Column Take(ReadOnlySpan<int> rows);
}
