using System.Collections.Frozen;
using Microsoft.Extensions.Logging;

namespace MlOpsDashboard.Core.Logs;

/// <summary>The levels by the names that the REST contract and addresses use.</summary>
public static class LogLevels
{
    private static readonly FrozenDictionary<string, LogLevel> s_levels =
        Enum.GetValues<LogLevel>().Where(level => level != LogLevel.None).ToFrozenDictionary(NameOf, level => level, StringComparer.Ordinal);

    /// <summary>The names, the least important first.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_levels.OrderBy(pair => pair.Value).Select(pair => pair.Key)];

    /// <summary>A level's name: <c>trace</c>, <c>debug</c>, <c>information</c>, <c>warning</c>, <c>error</c> or <c>critical</c>.</summary>
    /// <param name="level">The level.</param>
    public static string NameOf(LogLevel level) => level.ToString().ToLowerInvariant();

    /// <summary>Reads a name.</summary>
    /// <param name="name">The name; null or empty means all levels.</param>
    /// <exception cref="InvalidException">There is no such level.</exception>
    public static LogLevel Parse(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return LogLevel.Trace;
        }

        return s_levels.TryGetValue(name, out LogLevel level)
            ? level
            : throw new InvalidException("level", $"level must be one of {string.Join(", ", Names)}, not '{name}'.");
    }
}
