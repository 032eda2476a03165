namespace MlOpsDashboard.Components.Pages.Overview;

/// <summary>Registers what the overview needs.</summary>
internal static class OverviewRegistration
{
    /// <summary>Adds the reader of the overview. Needs data sets, training, tracking and the registry.</summary>
    public static IServiceCollection AddOverview(this IServiceCollection services) => services.AddSingleton<OverviewReader>();
}
