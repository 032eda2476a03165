using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core.Storage.Trash;

namespace MlOpsDashboard.Core.Datasets;

/// <summary>Registers the feature.</summary>
public static class DatasetRegistration
{
    /// <summary>Adds data sets. Needs the storage and the audit log.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddDatasets(this IServiceCollection services)
    {
        services.AddOptions<DatasetOptions>().BindConfiguration(DatasetOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<InspectionGate>();
        services.AddSingleton<DatasetService>();
        services.AddTrashSource<DatasetTrash>();
        return services;
    }
}
