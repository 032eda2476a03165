using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace MlOpsDashboard.Core.Datasets;

/// <summary>Compares values that are never changed in place: the reference tells.</summary>
/// <typeparam name="T">An immutable type.</typeparam>
internal sealed class ByReference<T>() : ValueComparer<T>(
    (left, right) => ReferenceEquals(left, right),
    value => RuntimeHelpers.GetHashCode(value),
    value => value)
    where T : class;
