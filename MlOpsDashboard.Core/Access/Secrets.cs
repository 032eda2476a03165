using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace MlOpsDashboard.Core.Access;

/// <summary>Makes and hashes what only one side may know.</summary>
internal static class Secrets
{
    private const int RandomBytes = 32;

    /// <summary>256 random bits, safe in addresses and headers.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>The SHA-256 of a secret, 64 lower-case hexadecimal digits.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
