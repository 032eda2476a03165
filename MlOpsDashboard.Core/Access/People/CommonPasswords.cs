namespace MlOpsDashboard.Core.Access.People;

/// <summary>
/// Passwords that are tried first: a common word or row of keys as it is, with digits and signs around it, or several times over; and
/// what has very few different characters, or is one row of them.
/// </summary>
internal static class CommonPasswords
{
    private const string Resource = "MlOpsDashboard.Core.Access.People.common-passwords.txt";
    private const int FewestDifferent = 5;
    private static readonly Lazy<HashSet<string>> s_words = new(Read);

    /// <summary>Whether a password is one of them.</summary>
    /// <param name="password">The password.</param>
    /// <param name="userName">Whose it is to be: their own name counts as a common word.</param>
    public static bool Has(string password, string userName)
    {
        string text = password.Trim().ToLowerInvariant();
        return text.Distinct().Count() < FewestDifferent
            || IsRow(text)
            || IsKnown(text, userName)
            || IsKnown(text.Trim([.. text.Where(c => !char.IsLetter(c))]), userName);
    }

    private static bool IsKnown(string text, string userName)
    {
        string once = Once(text);
        return s_words.Value.Contains(once) || once.Equals(userName.Trim(), StringComparison.OrdinalIgnoreCase);
    }

    // The shortest part that the text repeats; the text itself when it repeats none.
    private static string Once(string text)
    {
        int length = Enumerable.Range(1, Math.Max(text.Length - 1, 0))
            .FirstOrDefault(part => text.Length % part == 0 && Enumerable.Range(part, text.Length - part).All(i => text[i] == text[i - part]), text.Length);
        return text[..length];
    }

    // 123456789012 and abcdefghijklm, also backwards; 0 follows 9.
    private static bool IsRow(string text)
    {
        int[] steps = [.. text.Zip(text.Skip(1), (left, right) => (left, right) switch { ('9', '0') => 1, ('0', '9') => -1, _ => right - left }).Distinct()];
        return steps is [1] or [-1];
    }

    private static HashSet<string> Read()
    {
        using Stream stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is missing.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => line[0] != '#')];
    }
}
