using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Hosting;

/// <summary>Does what takes long and depends on nothing beside the rest of the start.</summary>
internal static partial class EarlyStart
{
    /// <summary>Begins with the model of the tables; call it as soon as there are services.</summary>
    public static void BeginDatabaseModel(this WebApplication app) => _ = app.Services.GetRequiredService<DatabaseModel>().BeginAsync(app.Lifetime.ApplicationStopping);

    /// <summary>Keeps the endpoints of a group once they are made. Call it when the group is new.</summary>
    /// <param name="routes">Where the group was made.</param>
    public static void KeepEndpointsOfLastGroup(this IEndpointRouteBuilder routes)
    {
        EndpointDataSource group = routes.DataSources.Last();
        routes.DataSources.Remove(group);
        routes.DataSources.Add(new PreparedEndpoints(group));
    }

    /// <summary>Begins with the endpoints; call it when all are mapped.</summary>
    public static void BeginEndpoints(this WebApplication app)
    {
        ILogger logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(EarlyStart));
        IEndpointRouteBuilder routes = app;
        _ = Task.Run(() =>
        {
            try
            {
                foreach (PreparedEndpoints prepared in routes.DataSources.OfType<PreparedEndpoints>())
                {
                    _ = prepared.Endpoints;
                }
            }
            catch (Exception exception)
            {
                // The web server meets the same fault when it starts, and that ends the program.
                LogFailed(logger, exception);
            }
        });
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The endpoints could not be made ahead.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
