using System.ComponentModel.DataAnnotations;

namespace MlOpsDashboard.Core.Access;

/// <summary>Who gets in (section <c>Auth</c>).</summary>
public sealed class AccessOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Auth";

    /// <summary>
    /// An administrator's API key for automation, made at start when it is not there yet. Another value at a later
    /// start takes the former one's place.
    /// </summary>
    /// <value>Default: empty, which makes none.</value>
    [RegularExpression("^$|^.{16,}$", ErrorMessage = "Auth:BootstrapApiKey must have at least 16 characters.")]
    public string BootstrapApiKey { get; set; } = "";

    /// <summary>How long the sign-in address that a start prints works, in minutes.</summary>
    /// <value>Default: 720.</value>
    [Range(1, 43200, ErrorMessage = "Auth:SignInMinutes must be from 1 to 43200 (30 days).")]
    public int SignInMinutes { get; set; } = 720;

    /// <summary>How long a browser stays signed in after its last visit, in days.</summary>
    /// <value>Default: 14.</value>
    [Range(1, 365, ErrorMessage = "Auth:CookieDays must be from 1 to 365.")]
    public int CookieDays { get; set; } = 14;
}
