using System.Buffers;
using System.Text.RegularExpressions;

namespace MlOpsDashboard.Core.Logs;

/// <summary>Takes secrets out of what is logged: API keys, tokens and passwords, wherever a library may have put them.</summary>
public static partial class SecretFilter
{
    /// <summary>What stands in the place of a secret.</summary>
    public const string Hidden = "***";

    // Most lines hold none of these words, and then they are not looked at any closer.
    private static readonly SearchValues<string> s_hints = SearchValues.Create(
        ["token", "key", "password", "passwd", "pwd", "secret", "bearer", "basic ", "mlops_"], StringComparison.OrdinalIgnoreCase);

    /// <summary>A text without secrets.</summary>
    /// <param name="text">Any text.</param>
    public static string Clean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.AsSpan().ContainsAny(s_hints))
        {
            return text;
        }

        string named = Assignment().Replace(text, "${name}${sign}" + Hidden);
        return OwnKey().Replace(Credentials().Replace(named, "${scheme} " + Hidden), Hidden);
    }

    /// <summary>Whether a value of this name is a secret whatever it looks like.</summary>
    /// <param name="name">Such as <c>ApiKey</c>.</param>
    public static bool IsSecret(string name) => SecretName().IsMatch(name);

    // token=…, "api_key": "…", X-API-Key: …; what follows up to a blank, a quote or a separator is the secret.
    [GeneratedRegex("""(?<name>\b[\w-]*(?:token|api[_-]?key|password|passwd|pwd|secret)\b)(?<sign>["']?\s*[=:]\s*["']?)(?!\*\*\*)[^\s"'&;,<>]+""", RegexOptions.IgnoreCase)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"\b(?<scheme>Bearer|Basic)\s+(?!\*\*\*)[A-Za-z0-9._~+/=-]{8,}", RegexOptions.IgnoreCase)]
    private static partial Regex Credentials();

    // Keys that this program makes.
    [GeneratedRegex(@"\bmlops_[A-Za-z0-9_-]{20,}")]
    private static partial Regex OwnKey();

    [GeneratedRegex("^(?:.*(?:token|api[_-]?key|password|passwd|pwd|secret)|authorization|cookie|set-cookie)$", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();
}
