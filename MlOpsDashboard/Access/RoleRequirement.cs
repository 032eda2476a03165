using Microsoft.AspNetCore.Authorization;
using MlOpsDashboard.Core;

namespace MlOpsDashboard.Access;

/// <summary>
/// Asks for a role: the given one, or, without one, viewer for looking and predicting and data scientist for whatever changes
/// something through the REST interface.
/// </summary>
/// <param name="Role">The least role; null lets the request decide.</param>
internal sealed record RoleRequirement(UserRole? Role = null) : IAuthorizationRequirement;
