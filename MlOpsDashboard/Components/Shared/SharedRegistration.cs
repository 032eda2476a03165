namespace MlOpsDashboard.Components.Shared;

/// <summary>Registers what the shared components need.</summary>
internal static class SharedRegistration
{
    /// <summary>Adds the question before something is destroyed.</summary>
    public static IServiceCollection AddSharedComponents(this IServiceCollection services) =>
        services.AddScoped<ConfirmService>();
}
