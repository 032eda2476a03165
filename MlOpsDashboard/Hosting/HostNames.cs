using MlOpsDashboard.Api;

namespace MlOpsDashboard.Hosting;

/// <summary>Turns away requests for pages whose <c>Host</c> is no name: a page makes addresses of it, and fails on one that is none.</summary>
internal static class HostNames
{
    /// <summary>Adds the check to the pipeline.</summary>
    public static void UseHostNames(this WebApplication app) => app.Use(next => context =>
    {
        if (ApiPaths.Includes(context.Request) || Uri.CheckHostName(context.Request.Host.Host) != UriHostNameType.Unknown)
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return context.Response.WriteAsync("The header Host is missing or no name of a host.", context.RequestAborted);
    });
}
