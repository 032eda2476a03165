namespace MlOpsDashboard.Core.Logs;

/// <summary>How the console shows log lines.</summary>
public enum LogFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>One JSON object a line, for programs.</summary>
    Json,
}
