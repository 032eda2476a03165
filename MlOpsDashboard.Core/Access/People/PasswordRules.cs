namespace MlOpsDashboard.Core.Access.People;

/// <summary>
/// What a password must be, after NIST SP 800-63B: long, and none of those that are tried first. Which kinds of characters it is made of
/// is nobody's business: such rules make people write what is easy to guess.
/// </summary>
public static class PasswordRules
{
    /// <summary>The fewest characters.</summary>
    public const int MinLength = 12;

    /// <summary>The most characters; hashing longer ones would be work for whoever sends them.</summary>
    public const int MaxLength = 256;

    /// <summary>The rules in a sentence.</summary>
    public const string Words = "At least 12 characters of any kind; a few words that do not belong together are easy to remember and hard to guess.";

    /// <summary>Checks a password.</summary>
    /// <param name="password">What was entered.</param>
    /// <param name="userName">Whose it is to be.</param>
    /// <exception cref="InvalidException">It is too short, too long or too common.</exception>
    internal static string Check(string? password, string userName)
    {
        if (password is null || password.EnumerateRunes().Count() is < MinLength or > MaxLength)
        {
            throw new InvalidException("password", $"password must have {MinLength} to {MaxLength} characters.");
        }

        return CommonPasswords.Has(password, userName)
            ? throw new InvalidException("password", "password is among those that are tried first, or little more than a name, a common word or a row of keys: choose another.")
            : password;
    }
}
