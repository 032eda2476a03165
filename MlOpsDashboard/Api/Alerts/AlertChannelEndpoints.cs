using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using MlOpsDashboard.Access;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Alerts.Channels;

namespace MlOpsDashboard.Api.Alerts;

/// <summary>Where alerts are sent to.</summary>
internal static class AlertChannelEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapAlertChannels(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/monitoring/channels").WithTags("Alerts");
        group.MapGet("", ListAsync).WithSummary("The channels, what is on its way by each, and its last error. Secrets are shown to nobody.");
        group.MapGet("/{id}/deliveries", DeliveriesAsync).WithSummary("The messages of a channel, the newest first; state is queued, sent or dead.")
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
        var change = group.MapGroup("").RequireAuthorization(AccessPolicies.Administrator);
        change.MapPost("", CreateAsync).WithSummary("Makes a channel: email (host, port, security, username, password or oauth2_token, from, to), slack (url) or webhook (url, secret).")
            .ProducesValidationProblem();
        change.MapPost("/{id}/test", TestAsync).WithSummary("Sends a message that only tries the channel, once; the reply says whether it got through.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        change.MapPost("/{id}/retry", RetryAsync).WithSummary("Sends again what was given up: all of it, or the one message that delivery names.")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        change.MapDelete("/{id}", DeleteAsync).WithSummary("Deletes a channel and what it has not sent; one that rules send to is 409.")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        return routes;
    }

    private static async Task<Page<ChannelReply>> ListAsync(int? limit, string? cursor, AlertChannelService channels, CancellationToken cancellationToken)
    {
        Page<ChannelView> page = await channels.ListAsync(PageQuery.Parse(limit, cursor), cancellationToken);
        return new Page<ChannelReply>([.. page.Items.Select(ChannelReply.Of)], page.NextCursor);
    }

    private static async Task<Page<DeliveryReply>> DeliveriesAsync(
        string id, string? state, int? limit, string? cursor, AlertChannelService channels, CancellationToken cancellationToken)
    {
        DeliveryState? wanted = state is null ? null : Enum.TryParse(state, ignoreCase: true, out DeliveryState known) && Enum.IsDefined(known) && !char.IsAsciiDigit(state[0])
            ? known
            : throw new InvalidException("state", "state must be queued, sent or dead.");
        Page<DeliveryView> page = await channels.ListDeliveriesAsync(id, wanted, PageQuery.Parse(limit, cursor), cancellationToken);
        return new Page<DeliveryReply>([.. page.Items.Select(DeliveryReply.Of)], page.NextCursor);
    }

    private static async Task<Created<ChannelReply>> CreateAsync(
        AlertChannelForm form, AlertChannelService channels, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        AlertChannel made = await channels.CreateAsync(form, user.AsActor(), cancellationToken);
        return TypedResults.Created($"/api/monitoring/channels/{made.Id}", ChannelReply.Of(new ChannelView(made, 0, 0)));
    }

    private static Task<ChannelTest> TestAsync(string id, AlertChannelService channels, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        channels.SendTestAsync(id, user.AsActor(), cancellationToken);

    private static async Task<RetryReply> RetryAsync(
        string id, [FromQuery] long? delivery, AlertChannelService channels, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        new(await channels.RetryAsync(id, delivery, user.AsActor(), cancellationToken));

    private static async Task<NoContent> DeleteAsync(string id, AlertChannelService channels, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        await channels.DeleteAsync(id, user.AsActor(), cancellationToken);
        return TypedResults.NoContent();
    }

    /// <summary>How many messages are sent again.</summary>
    internal sealed record RetryReply(int Retried);
}
