namespace MlOpsDashboard.Core.Access;

/// <summary>The words for scopes.</summary>
public static class KeyScopeWords
{
    /// <summary>What a list of them says.</summary>
    public const string All = "predict, read, train, registry, deploy, operate or admin";

    /// <summary>The word in the REST contract.</summary>
    /// <param name="scope">The scope.</param>
    public static string Of(KeyScope scope) => scope.ToString().ToLowerInvariant();

    /// <summary>The words with commas between them.</summary>
    /// <param name="scopes">The scopes.</param>
    public static string Of(IEnumerable<KeyScope> scopes) => string.Join(", ", scopes.Select(Of));

    /// <summary>The scope that a word stands for.</summary>
    /// <param name="word">The word.</param>
    /// <exception cref="InvalidException">It is none.</exception>
    public static KeyScope Parse(string? word) =>
        Enum.GetValues<KeyScope>().Cast<KeyScope?>().FirstOrDefault(scope => Of(scope!.Value) == word)
        ?? throw new InvalidException("scopes", $"'{word}' is no scope: it must be {All}.");
}
