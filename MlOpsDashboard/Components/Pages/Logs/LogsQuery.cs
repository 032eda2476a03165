using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Logs;

namespace MlOpsDashboard.Components.Pages.Logs;

/// <summary>What the Logs page shows: its state is its address.</summary>
/// <param name="Level">The least level's name; empty for all.</param>
/// <param name="Text">Words to look for; empty for all.</param>
/// <param name="Category">A part of the category; empty for all.</param>
/// <param name="Trace">The identifier of a trace or request; empty for all.</param>
/// <param name="Job">The identifier of a job; empty for all.</param>
public sealed record LogsQuery(string Level, string Text, string Category, string Trace, string Job)
{
    /// <summary>The address of what is shown.</summary>
    public string Address
    {
        get
        {
            IEnumerable<string> parts = new[] { ("level", Level), ("text", Text), ("category", Category), ("trace", Trace), ("job", Job) }
                .Where(part => part.Item2.Length > 0)
                .Select(part => $"{part.Item1}={Uri.EscapeDataString(part.Item2)}");
            string query = string.Join('&', parts);
            return query.Length == 0 ? "logs" : "logs?" + query;
        }
    }

    /// <summary>Whether all lines are shown.</summary>
    public bool IsOpen => Level.Length + Text.Length + Category.Length + Trace.Length + Job.Length == 0;

    /// <summary>The same as a filter.</summary>
    /// <exception cref="InvalidException">There is no such level.</exception>
    public LogFilter ToFilter() => new() { Level = LogLevels.Parse(Level), Text = Text, Category = Category, Trace = Trace, Job = Job };
}
