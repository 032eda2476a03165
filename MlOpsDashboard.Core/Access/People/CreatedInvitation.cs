namespace MlOpsDashboard.Core.Access.People;

/// <summary>An invitation that was just made.</summary>
/// <param name="Invitation">What is kept.</param>
/// <param name="Secret">What the link carries: it cannot be shown again.</param>
public sealed record CreatedInvitation(Invitation Invitation, string Secret);
