using MlOpsDashboard.Components.Layout;

namespace MlOpsDashboard.Components.Uploads;

/// <summary>Registers what pages with files need.</summary>
internal static class UploadRegistration
{
    /// <summary>Adds the places where files wait, and the link to the browser that sends them. Needs data sets.</summary>
    public static IServiceCollection AddUploads(this IServiceCollection services) =>
        services.AddSingleton<StagedUploads>().AddScoped<UploadInterop>();
}
