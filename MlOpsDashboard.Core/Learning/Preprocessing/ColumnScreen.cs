using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Preprocessing;

/// <summary>Decides which columns cannot help a model.</summary>
internal static class ColumnScreen
{
    // With fewer rows it is no surprise that all values differ.
    private const int MinRowsForIdentifier = 20;

    /// <summary>Why a column is to be left out, or null to use it.</summary>
    /// <param name="column">Training rows only.</param>
    /// <param name="signature">What the rows show of it.</param>
    /// <param name="leaveOutIdentifiers">Whether text and identifiers are left out.</param>
    public static string? Reason(Column column, FeatureSignature signature, bool leaveOutIdentifiers)
    {
        if (signature.MissingShare == 1 || column.Length == 0)
        {
            return "It has no value in the training rows.";
        }

        bool single = signature.IsCoded ? signature.Categories.Count == 1 : signature.Min == signature.Max;
        if (single && !signature.Nullable)
        {
            return column is NumericColumn { KeepsDoubles: true } close && close.ToDoubles().Distinct().Count() > 1
                ? "Its values lie too close together for the 32-bit floats that models read."
                : "It has the same value in all the training rows.";
        }

        return leaveOutIdentifiers ? IdentifierReason(column, signature) : null;
    }

    private static string? IdentifierReason(Column column, FeatureSignature signature)
    {
        int present = column.Length - (int)Math.Round(signature.MissingShare * column.Length);
        if (signature.Type == ColumnType.Text)
        {
            return "It is free text, which the models do not read.";
        }

        if (present < MinRowsForIdentifier)
        {
            return null;
        }

        if (signature.IsCoded)
        {
            return signature.Categories.Count == present ? "Every row has its own value, as an identifier does."
                : signature.Categories.Count > present / 2 ? "Most rows have their own value, as an identifier does."
                : null;
        }

        return column is NumericColumn numbers && IsRowCounter(numbers, signature) ? "It counts the rows, as an identifier does." : null;
    }

    // Whole, strictly rising, and close together: also after a random part of the rows was taken away.
    private static bool IsRowCounter(NumericColumn column, FeatureSignature signature)
    {
        if (signature.Nullable || !signature.WholeNumbers || signature.Max - signature.Min > 10.0 * column.Length)
        {
            return false;
        }

        for (int row = 1; row < column.Length; row++)
        {
            if (column.ValueAt(row) <= column.ValueAt(row - 1))
            {
                return false;
            }
        }

        return true;
    }
}
