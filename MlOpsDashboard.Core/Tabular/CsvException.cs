namespace MlOpsDashboard.Core.Tabular;

/// <summary>Thrown when a file is not a well-formed table. The message is a sentence for the person who made the file.</summary>
/// <param name="line">The line at fault, counted from 1, or null when the whole file is.</param>
/// <param name="problem">What is wrong, and what would be right.</param>
public sealed class CsvException(long? line, string problem)
    : Exception(line is null ? problem : FormattableString.Invariant($"Line {line}: {problem}"))
{
    /// <summary>The line at fault, counted from 1, or null when the whole file is.</summary>
    public long? Line { get; } = line;
}
