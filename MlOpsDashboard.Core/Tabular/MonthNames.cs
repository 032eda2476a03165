using System.Text;

namespace MlOpsDashboard.Core.Tabular;

/// <summary>The English names of the months, whole or by their first three letters.</summary>
internal static class MonthNames
{
    private static readonly byte[][] s_names =
    [
        .. new[] { "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December" }
            .Select(Encoding.ASCII.GetBytes),
    ];

    /// <summary>The number of a month, from 1, or 0 when the word is none.</summary>
    /// <param name="word">ASCII letters; upper and lower case are the same.</param>
    internal static int Find(ReadOnlySpan<byte> word)
    {
        for (int month = 0; word.Length >= 3 && month < s_names.Length; month++)
        {
            if (Ascii.EqualsIgnoreCase(word, s_names[month]) || (word.Length == 3 && Ascii.EqualsIgnoreCase(word, s_names[month].AsSpan(0, 3))))
            {
                return month + 1;
            }
        }

        return 0;
    }
}
