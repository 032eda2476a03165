using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace MlOpsDashboard.Core.Tracking;

/// <summary>A dictionary of texts in an entity is never changed in place, so that the reference tells.</summary>
internal sealed class TextsComparer() : ValueComparer<IReadOnlyDictionary<string, string>>(
    (left, right) => ReferenceEquals(left, right),
    value => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(value),
    value => value);
