using MlOpsDashboard.Api.Datasets;
using MlOpsDashboard.Api.Limits;
using MlOpsDashboard.Api.Predict;
using MlOpsDashboard.Api.Uploads;
using MlOpsDashboard.Hosting;

namespace MlOpsDashboard.Api;

/// <summary>Registers what all endpoints have in common.</summary>
internal static class ApiRegistration
{
    /// <summary>Adds JSON conventions and problem replies.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddJsonConventions();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddSingleton<UploadReader>();
        services.AddSingleton<DatasetUploadReader>();
        services.AddSingleton<RepliesByKey>();
        services.AddSingleton<PredictResponder>();
        return services;
    }

    /// <summary>Answers failures: with a problem where a program asked, with a page where a person did.</summary>
    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseWhen(
            context => ApiPaths.Includes(context.Request),
            api =>
            {
                UseProblemHandler(api);
                api.UseStatusCodePages(context => ProblemMapping.WriteAsync(context.HttpContext, UnreadParameter.Describe(context.HttpContext)));
            });
    }

    /// <summary>
    /// Lets programs predict by the short way. Routing is placed after it: it is not needed there.
    /// </summary>
    public static void UsePredictLane(this WebApplication app) => app.UseWhen(PredictLane.Takes, lane =>
    {
        UseProblemHandler(lane);
        lane.UseMiddleware<PredictLane>();
    });

    /// <summary>
    /// Where all REST endpoints go. They take no antiforgery token: a program has none, and a browser's request from
    /// elsewhere is turned away by <see cref="Access.CrossOriginGuard"/>.
    /// </summary>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("").DisableAntiforgery().LimitRequests(routes);
        routes.KeepEndpointsOfLastGroup();
        return group;
    }

    private static void UseProblemHandler(IApplicationBuilder app) => app.UseExceptionHandler(new ExceptionHandlerOptions
    {
        ExceptionHandler = ProblemMapping.HandleAsync,
        AllowStatusCode404Response = true,
        SuppressDiagnosticsCallback = context => ProblemMapping.IsExpected(context.Exception),
    });
}
