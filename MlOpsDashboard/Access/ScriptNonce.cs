using System.Security.Cryptography;

namespace MlOpsDashboard.Access;

/// <summary>The number used once that lets a reply's own inline script (the import map) run.</summary>
internal static class ScriptNonce
{
    private const int Bytes = 16;

    /// <summary>
    /// 128 random bits in base64, the same for a whole request. It is kept with the request and not in its scope of
    /// services, because the page for an unknown address is made in a second scope under the headers of the first.
    /// </summary>
    /// <param name="context">The request.</param>
    public static string Of(HttpContext context)
    {
        if (context.Items[typeof(ScriptNonce)] is not string nonce)
        {
            nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));
            context.Items[typeof(ScriptNonce)] = nonce;
        }

        return nonce;
    }
}
