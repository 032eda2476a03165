using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Core.Logs;

namespace MlOpsDashboard.Components.Pages.Logs;

/// <summary>A line of the log; opened, it shows the exception, the values, and the way to its trace, request and job.</summary>
public sealed partial class LogLine : ComponentBase
{
    private bool _open;

    /// <summary>The line.</summary>
    [Parameter, EditorRequired]
    public LogRecord Record { get; set; } = default!;

    /// <summary>What the page shows, to be narrowed down.</summary>
    [Parameter, EditorRequired]
    public LogsQuery Query { get; set; } = default!;

    private string Status => Record.Level switch
    {
        >= LogLevel.Error => "error",
        LogLevel.Warning => "warn",
        LogLevel.Information => "info",
        _ => "muted",
    };

    // The namespaces say little in a narrow column; the whole name is in the details.
    private string ShortCategory => Record.Category[(Record.Category.LastIndexOf('.') + 1)..];

    private static string FirstLine(string exception) => exception.Split('\n', 2)[0].TrimEnd('\r');

    private void Toggle() => _open = !_open;
}
