namespace MlOpsDashboard.Components.Layout;

/// <summary>How a reader likes the frame of the pages; kept in cookies by <c>shell.js</c>.</summary>
/// <param name="Scheme"><c>light</c>, <c>dark</c> or <c>system</c>.</param>
/// <param name="NarrowNavigation">True when the navigation shows pictures only.</param>
public sealed record Preferences(string Scheme, bool NarrowNavigation)
{
    /// <summary>The cookie of <see cref="Scheme"/>.</summary>
    public const string SchemeCookie = "scheme";

    /// <summary>The cookie of <see cref="NarrowNavigation"/>.</summary>
    public const string NavigationCookie = "navigation";

    /// <summary>The cookie's word for a narrow navigation.</summary>
    public const string Narrow = "narrow";

    /// <summary>The cookie's word for a wide navigation.</summary>
    public const string Wide = "wide";

    /// <summary>The schemes that can be chosen.</summary>
    public static IReadOnlyList<string> Schemes { get; } = ["light", "system", "dark"];

    /// <summary>What holds for a reader who has chosen nothing.</summary>
    public static Preferences Default { get; } = new("system", NarrowNavigation: false);

    /// <summary>Reads the cookies of a request; what is missing or unknown is the default.</summary>
    /// <param name="cookies">The request's cookies.</param>
    public static Preferences Read(IRequestCookieCollection? cookies)
    {
        string? scheme = cookies?[SchemeCookie];
        return new Preferences(
            scheme is not null && Schemes.Contains(scheme) ? scheme : Default.Scheme,
            cookies?[NavigationCookie] == Narrow);
    }
}
