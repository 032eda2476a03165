using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace MlOpsDashboard.Core.Tracking;

/// <summary>An environment is never changed in place, so that the reference tells.</summary>
internal sealed class EnvironmentComparer() : ValueComparer<IReadOnlyDictionary<string, string>>(
    (left, right) => ReferenceEquals(left, right),
    value => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(value),
    value => value);
