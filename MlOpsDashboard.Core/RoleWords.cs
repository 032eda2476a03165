using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace MlOpsDashboard.Core;

/// <summary>The words for roles: in the REST contract and in claims, and in sentences.</summary>
public static class RoleWords
{
    /// <summary>What a list of the roles says.</summary>
    public const string All = "viewer, data_scientist, approver or administrator";

    // What the role was called before there were approvers; clients, cookies and scripts that say so go on working.
    private const string Former = "editor";

    private static readonly Dictionary<string, UserRole> s_roles = new(
        Enum.GetValues<UserRole>().Select(role => KeyValuePair.Create(Name(role), role)).Append(new(Former, UserRole.DataScientist)), StringComparer.OrdinalIgnoreCase);

    /// <summary>The role's name in the REST contract, as in <c>data_scientist</c>.</summary>
    /// <param name="role">The role.</param>
    public static string Name(UserRole role) => JsonNamingPolicy.SnakeCaseLower.ConvertName(role.ToString());

    /// <summary>The role's words in a sentence, as in <c>data scientist</c>.</summary>
    /// <param name="role">The role.</param>
    public static string Words(UserRole role) => Name(role).Replace('_', ' ');

    /// <summary>Reads a role's name, in small letters or capitals; <c>editor</c> is another name of <c>data_scientist</c>.</summary>
    /// <param name="name">The name.</param>
    /// <param name="role">The role.</param>
    /// <returns>Whether there is such a role.</returns>
    public static bool TryParse([NotNullWhen(true)] string? name, out UserRole role)
    {
        role = default;
        return name is not null && s_roles.TryGetValue(name, out role);
    }
}
