using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace MlOpsDashboard.Core.Access;

/// <summary>Tells whether the scopes of a key have changed; they never do, so the list itself is its own copy.</summary>
internal sealed class KeyScopesComparer() : ValueComparer<IReadOnlyList<KeyScope>>(
    (one, other) => ReferenceEquals(one, other) || (one != null && other != null && one.SequenceEqual(other)),
    scopes => scopes.Count,
    scopes => scopes);
