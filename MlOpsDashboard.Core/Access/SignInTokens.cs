using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace MlOpsDashboard.Core.Access;

/// <summary>
/// One-time tokens for a first sign-in, as Jupyter and the Aspire dashboard print them: whoever can read the console
/// owns the program. They live in memory only, so that nothing on disk lets anybody in.
/// </summary>
/// <param name="options">Says how long a token lives.</param>
/// <param name="clock">Ends its life.</param>
public sealed class SignInTokens(IOptions<AccessOptions> options, TimeProvider clock)
{
    // By hash, so that comparing takes the same time however much of a token was guessed.
    private readonly ConcurrentDictionary<string, DateTimeOffset> _expiries = new(StringComparer.Ordinal);

    /// <summary>Makes a token that signs an administrator in, once.</summary>
    public string Create()
    {
        string token = Secrets.New();
        _expiries[Secrets.Hash(token)] = clock.GetUtcNow().AddMinutes(options.Value.SignInMinutes);
        return token;
    }

    /// <summary>Uses a token up.</summary>
    /// <returns>Whether it was one of ours, unused and in time.</returns>
    public bool Redeem(string? token) =>
        !string.IsNullOrEmpty(token)
        && _expiries.TryRemove(Secrets.Hash(token), out var expiry)
        && clock.GetUtcNow() < expiry;
}
