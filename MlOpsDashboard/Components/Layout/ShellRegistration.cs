namespace MlOpsDashboard.Components.Layout;

/// <summary>Registers what the frame of the pages needs.</summary>
internal static class ShellRegistration
{
    /// <summary>Adds the link to the browser's preferences, and the search.</summary>
    public static IServiceCollection AddShell(this IServiceCollection services) =>
        services.AddScoped<ShellInterop>().AddSingleton<Finder>();
}
