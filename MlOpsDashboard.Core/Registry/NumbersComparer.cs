using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace MlOpsDashboard.Core.Registry;

/// <summary>A version's metrics are never changed in place, so that the reference tells.</summary>
internal sealed class NumbersComparer() : ValueComparer<IReadOnlyDictionary<string, double>>(
    (left, right) => ReferenceEquals(left, right),
    value => RuntimeHelpers.GetHashCode(value),
    value => value);
