namespace MlOpsDashboard.Core.Access;

/// <summary>Who a session is of: a user, or an API key that somebody signed in with.</summary>
/// <param name="Id">The user's or the key's identifier.</param>
/// <param name="Name">The name that histories show.</param>
/// <param name="Role">What they may do.</param>
public sealed record SessionHolder(string Id, string Name, UserRole Role);
