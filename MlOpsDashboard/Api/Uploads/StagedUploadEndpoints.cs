using Microsoft.AspNetCore.Http.HttpResults;
using MlOpsDashboard.Components.Uploads;

namespace MlOpsDashboard.Api.Uploads;

/// <summary>Where the browser sends a file that a page waits for.</summary>
internal static class StagedUploadEndpoints
{
    /// <summary>Maps the endpoint. It is the pages' own, and no part of the contract.</summary>
    public static IEndpointRouteBuilder MapStagedUploads(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/uploads/{id}", PutAsync).ExcludeFromDescription();
        return routes;
    }

    private static async Task<NoContent> PutAsync(string id, HttpRequest request, StagedUploads uploads, UploadReader limits, CancellationToken cancellationToken)
    {
        limits.LiftLimit(request.HttpContext);
        await uploads.PutAsync(id, request.Body, cancellationToken);
        return TypedResults.NoContent();
    }
}
