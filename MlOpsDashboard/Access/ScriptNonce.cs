using System.Security.Cryptography;

namespace MlOpsDashboard.Access;

/// <summary>The number used once that lets a reply's own inline script (the import map) run.</summary>
internal sealed class ScriptNonce
{
    private const int Bytes = 16;

    /// <summary>128 random bits in base64.</summary>
    public string Value { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));
}
