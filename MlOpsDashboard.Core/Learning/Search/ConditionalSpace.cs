using MlOpsDashboard.Core.Learning.Parameters;

namespace MlOpsDashboard.Core.Learning.Search;

/// <summary>Splits a space by its conditions: parameters that hold or fail together are searched together.</summary>
internal static class ConditionalSpace
{
    /// <summary>The searched parameters by condition, those without one first; a group comes after what it depends on.</summary>
    /// <param name="space">The space.</param>
    public static IReadOnlyList<IReadOnlyList<Parameter>> Groups(SearchSpace space) =>
    [
        .. space.Parameters
            .Where(parameter => parameter.Searched)
            .GroupBy(parameter => (parameter.WhenName, parameter.WhenValue))
            .Select(group => group.ToList()),
    ];

    /// <summary>Whether a group's condition holds for the values chosen so far.</summary>
    /// <param name="group">Parameters with one condition.</param>
    /// <param name="chosen">The values so far.</param>
    public static bool Holds(IReadOnlyList<Parameter> group, IReadOnlyDictionary<string, object> chosen) =>
        group[0].WhenName is not { } name
        || (chosen.TryGetValue(name, out object? value) && Equals(value, group[0].WhenValue));
}
