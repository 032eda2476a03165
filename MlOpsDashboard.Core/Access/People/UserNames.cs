using System.Text;

namespace MlOpsDashboard.Core.Access.People;

/// <summary>What people may be called, and when two names are the same.</summary>
public static class UserNames
{
    private const int MaxLength = 100;

    /// <summary>The name without differences of case.</summary>
    /// <param name="name">The name.</param>
    internal static string Normalize(string name) => name.Trim().ToUpperInvariant();

    /// <summary>Checks the name of a new person.</summary>
    /// <param name="name">The name as it was entered.</param>
    /// <param name="field">The field to blame.</param>
    /// <exception cref="InvalidException">It is none.</exception>
    internal static string Check(string? name, string field)
    {
        string trimmed = name?.Trim() ?? "";
        if (trimmed.Length is 0 or > MaxLength || trimmed.Any(char.IsControl) || !IsText(trimmed))
        {
            throw new InvalidException(field, $"{field} must have 1 to {MaxLength} characters, none of them a control character.");
        }

        return UserService.IsReserved(Normalize(trimmed))
            ? throw new InvalidException(field, $"\"{trimmed}\" is the administrator whom the program's own address signs in: choose another name.")
            : trimmed;
    }

    // Half of a pair of code units is no character.
    private static bool IsText(string name) => !name.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar);
}
