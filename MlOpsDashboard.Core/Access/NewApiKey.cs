namespace MlOpsDashboard.Core.Access;

/// <summary>A key that someone wants.</summary>
/// <param name="Name">What to call it; 1 to 100 characters.</param>
/// <param name="Role">What it may do.</param>
/// <param name="ExpiresAt">When it stops working by itself; null for never.</param>
/// <param name="Scopes">The areas that it is limited to; null for all that its role allows.</param>
public sealed record NewApiKey(string Name, UserRole Role, DateTimeOffset? ExpiresAt, IReadOnlyList<KeyScope>? Scopes = null);
