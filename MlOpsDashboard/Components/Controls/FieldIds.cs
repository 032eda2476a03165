using System.Globalization;

namespace MlOpsDashboard.Components.Controls;

/// <summary>Makes identifiers of elements; no two of a process are alike, and so no two of a page.</summary>
internal static class FieldIds
{
    private static long s_last;

    /// <summary>The next one.</summary>
    internal static string Next() => "field-" + Interlocked.Increment(ref s_last).ToString(CultureInfo.InvariantCulture);
}
