using System.ComponentModel.DataAnnotations;

namespace MlOpsDashboard.Core.Logs;

/// <summary>Settings of the program's own log.</summary>
public sealed class LogsOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Logs";

    /// <summary>How the console shows lines.</summary>
    /// <value>Text, for people.</value>
    public LogFormat Format { get; set; } = LogFormat.Text;

    /// <summary>Lines that are kept in memory to be searched; the oldest goes first.</summary>
    /// <value>5,000.</value>
    [Range(100, 1_000_000, ErrorMessage = "Logs:Capacity must be from 100 to 1,000,000.")]
    public int Capacity { get; set; } = 5_000;
}
