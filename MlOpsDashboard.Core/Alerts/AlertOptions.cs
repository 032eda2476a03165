using System.ComponentModel.DataAnnotations;

namespace MlOpsDashboard.Core.Alerts;

/// <summary>Settings of alerts.</summary>
public sealed class AlertOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Alerts";

    /// <summary>Seconds between two looks at the rules.</summary>
    /// <value>10.</value>
    [Range(1, 3600)]
    public int EvaluateSeconds { get; set; } = 10;

    /// <summary>Days that the history is kept.</summary>
    /// <value>90.</value>
    [Range(1, 3650)]
    public int KeepEventsForDays { get; set; } = 90;

    /// <summary>Whether webhooks may reach private, loopback and link-local addresses.</summary>
    /// <value>False: who may make a channel could reach what only this machine should.</value>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>Seconds that one attempt to send may take.</summary>
    /// <value>10.</value>
    [Range(1, 300)]
    public int SendTimeoutSeconds { get; set; } = 10;

    /// <summary>Seconds after which the first failed attempt is repeated; each further one waits twice as long.</summary>
    /// <value>5.</value>
    [Range(1, 3600)]
    public int RetrySeconds { get; set; } = 5;

    /// <summary>The longest pause between two attempts, in seconds.</summary>
    /// <value>600.</value>
    [Range(1, 86400)]
    public int LongestRetrySeconds { get; set; } = 600;

    /// <summary>Hours after which a message that could not be sent is given up.</summary>
    /// <value>24.</value>
    [Range(1, 720)]
    public int GiveUpHours { get; set; } = 24;

    /// <summary>The program's address as readers of messages reach it, as in <c>https://mlops.example.org</c>; empty leaves links out.</summary>
    /// <value>Empty.</value>
    public string PublicUrl { get; set; } = "";
}
