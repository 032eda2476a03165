using MlOpsDashboard.Components.Layout;

namespace MlOpsDashboard.Components.Pages.Data;

/// <summary>Registers what the upload page needs.</summary>
internal static class UploadRegistration
{
    /// <summary>Adds the places where files wait, and the link to the browser that sends them. Needs data sets.</summary>
    public static IServiceCollection AddUploadPage(this IServiceCollection services) =>
        services.AddSingleton<StagedUploads>().AddScoped<UploadInterop>();
}
