using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MlOpsDashboard.Access;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Storage.Trash;

namespace MlOpsDashboard.Api.Storage;

/// <summary>What was deleted: listing, restoring, emptying.</summary>
internal static class TrashEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapTrash(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/trash").WithTags("Trash");
        group.MapGet("", ListAsync).WithSummary("What is in the trash, and how many bytes emptying it would free.");
        group.MapPost("/restore", RestoreAsync).WithSummary("Takes one thing out of the trash.");
        group.MapDelete("", EmptyAsync)
            .RequireAuthorization(AccessPolicies.Administrator)
            .WithSummary("Removes everything in the trash for good, or only the thing named by kind and id, and frees its files.");
        return routes;
    }

    private static async Task<TrashReply> ListAsync(int? limit, string? cursor, TrashService trash, CancellationToken cancellationToken)
    {
        (Page<TrashItem> page, TrashContent content) = await trash.PageAsync(PageQuery.Parse(limit, cursor), cancellationToken);
        return new TrashReply([.. page.Items.Select(TrashItemReply.Of)], page.NextCursor, content.Items.Count, content.FreeableBytes);
    }

    private static async Task<NoContent> RestoreAsync(
        Restoring request, TrashService trash, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        string kind = request.Kind ?? throw new InvalidException("kind", "kind is missing.");
        string id = request.Id ?? throw new InvalidException("id", "id is missing.");
        await trash.RestoreAsync(kind, id, user.AsActor(), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<EmptiedReply> EmptyAsync(
        string? kind, string? id, TrashService trash, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (id is not null && kind is null)
        {
            throw new InvalidException("kind", "kind is missing: an id names a thing only among its kind.");
        }

        TrashEmptied emptied = await trash.EmptyAsync(
            user.AsActor(), cancellationToken, item => (kind is null || item.Kind == kind) && (id is null || item.Id == id));
        return new EmptiedReply(emptied.Items, emptied.FreedBytes);
    }

    /// <summary>What to restore.</summary>
    internal sealed record Restoring(string? Kind, string? Id);

    /// <summary>What emptying did.</summary>
    internal sealed record EmptiedReply(int Items, long FreedBytes);

    /// <summary>A page of the trash; the totals are those of the whole.</summary>
    internal sealed record TrashReply(IReadOnlyList<TrashItemReply> Items, string? NextCursor, int TotalItems, long FreeableBytes);

    /// <summary>A thing in the trash.</summary>
    internal sealed record TrashItemReply(string Kind, string Id, string Name, DateTimeOffset DeletedAt, string DeletedBy, long Bytes)
    {
        /// <summary>What the REST interface says of a thing in the trash.</summary>
        public static TrashItemReply Of(TrashItem item) => new(item.Kind, item.Id, item.Name, item.DeletedAt, item.DeletedBy, item.Bytes);
    }
}
