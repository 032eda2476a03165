namespace MlOpsDashboard.Core;

/// <summary>
/// Who asks for a change, and in which role. Every method of a service that changes something takes one and calls
/// <see cref="Require"/> before anything else, so that a page, an endpoint and the hub meet the same check. It cannot be made from a
/// name alone: whoever makes one says where the role comes from.
/// </summary>
public sealed record Actor
{
    private Actor(string name, UserRole? role) => (Name, Role) = (name, role);

    /// <summary>The user's or API key's name, for histories; for the program's own work what it is, as in <c>retention</c>.</summary>
    public string Name { get; }

    /// <summary>What they may do; null for nothing at all.</summary>
    public UserRole? Role { get; }

    /// <summary>Someone who came in by a door of the program.</summary>
    /// <param name="name">Their name.</param>
    /// <param name="role">The role that their credentials carry; null when there are none, or none that work.</param>
    public static Actor Of(string name, UserRole? role) => new(name, role);

    /// <summary>
    /// The program itself: its own upkeep, or the end of a job whose beginner was checked when they asked for it. It may do everything.
    /// </summary>
    /// <param name="name">What to write into histories: the kind of work, or the name of who asked for the job.</param>
    public static Actor Program(string name) => new(name, UserRole.Administrator);

    /// <summary>Whether they have a role, or one above it.</summary>
    /// <param name="least">The role.</param>
    public bool May(UserRole least) => Role >= least;

    /// <summary>Turns away whoever has not a role, or one above it.</summary>
    /// <param name="least">The role.</param>
    /// <exception cref="ForbiddenException">They have not.</exception>
    public void Require(UserRole least)
    {
        if (!May(least))
        {
            throw new ForbiddenException(Role is { } role
                ? $"This takes the role {RoleWords.Words(least)}; {Name} has the role {RoleWords.Words(role)}."
                : $"This takes the role {RoleWords.Words(least)}, and nobody is signed in any more. Sign in again.");
        }
    }
}
