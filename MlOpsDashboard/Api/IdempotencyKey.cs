using System.Globalization;
using MlOpsDashboard.Core;

namespace MlOpsDashboard.Api;

/// <summary>The header that makes a repeated request harmless.</summary>
internal static class IdempotencyKey
{
    /// <summary>The header's name.</summary>
    public const string Header = "Idempotency-Key";

    private const int MaxLength = 200;

    /// <summary>Checks the header.</summary>
    /// <param name="key">The header's value, or null.</param>
    /// <exception cref="InvalidException">It is empty or too long.</exception>
    public static string? Check(string? key) => key is null or { Length: > 0 and <= MaxLength }
        ? key
        : throw InvalidException.Of(Header, string.Create(CultureInfo.InvariantCulture, $"must have 1 to {MaxLength} characters."));
}
