namespace MlOpsDashboard.Hosting;

/// <summary>Registers the watch over the start.</summary>
internal static class StartWatchRegistration
{
    /// <summary>Puts a mark before every part that starts. Call it when all are registered; the web server follows by itself.</summary>
    public static IServiceCollection AddStartWatch(this IServiceCollection services)
    {
        services.AddSingleton<StartWatch>();
        for (int place = services.Count - 1; place >= 0; place--)
        {
            if (services[place].ServiceType == typeof(IHostedService))
            {
                services.Insert(place, Mark(NameOf(services[place])));
            }
        }

        services.Add(Mark("the web server"));
        return services;
    }

    private static ServiceDescriptor Mark(string step) =>
        ServiceDescriptor.Singleton<IHostedService>(provider => new StartMark(provider.GetRequiredService<StartWatch>(), step));

    private static string NameOf(ServiceDescriptor service) =>
        (service.ImplementationType ?? service.ImplementationInstance?.GetType() ?? service.ImplementationFactory?.Method.ReturnType)?.Name ?? service.ServiceType.Name;
}
