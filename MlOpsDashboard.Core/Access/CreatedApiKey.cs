namespace MlOpsDashboard.Core.Access;

/// <summary>A key that was just made.</summary>
/// <param name="Key">What is kept.</param>
/// <param name="Secret">What the caller has to keep: it cannot be shown again.</param>
public sealed record CreatedApiKey(ApiKey Key, string Secret);
