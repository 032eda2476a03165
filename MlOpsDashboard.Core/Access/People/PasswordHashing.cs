using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace MlOpsDashboard.Core.Access.People;

/// <summary>ASP.NET Core Identity's hashes of passwords (PBKDF2 with HMAC-SHA512), with as many rounds as are advised now.</summary>
public sealed class PasswordHashing
{
    // OWASP's advice of 2023 for this function; a hash names its own rounds, so older ones go on working and are made anew.
    private const int Rounds = 210_000;

    private readonly PasswordHasher<object> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));
    private readonly Lazy<string> _nobodys;
    private readonly object _unused = new();

    /// <summary>Makes it.</summary>
    public PasswordHashing() => _nobodys = new Lazy<string>(() => Hash(Secrets.New()));

    /// <summary>The hash of a password, with a salt of its own.</summary>
    /// <param name="password">The password.</param>
    internal string Hash(string password) => _hasher.HashPassword(_unused, password);

    /// <summary>Compares a password with a hash; without a hash it takes as long, and fails.</summary>
    /// <param name="hash">The hash; null where there is none.</param>
    /// <param name="password">The password.</param>
    internal PasswordVerificationResult Verify(string? hash, string password)
    {
        PasswordVerificationResult result = _hasher.VerifyHashedPassword(_unused, hash ?? _nobodys.Value, password);
        return hash is null ? PasswordVerificationResult.Failed : result;
    }
}
