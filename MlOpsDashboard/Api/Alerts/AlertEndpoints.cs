using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Access;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Alerts;

namespace MlOpsDashboard.Api.Alerts;

/// <summary>Alert rules, and what they said.</summary>
internal static class AlertEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapAlerts(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/monitoring/alerts").WithTags("Alerts");
        group.MapGet("", ListAsync).WithSummary("The alert rules and where they stand, the oldest first.");
        group.MapGet("/events", EventsAsync).WithSummary("What alerts did, the newest first; rule and model pick some.")
            .ProducesValidationProblem();
        group.MapGet("/{id}", GetAsync).WithSummary("One rule and where it stands.").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("", CreateAsync).RequireAuthorization(AccessPolicies.DataScientist)
            .WithSummary("Makes a rule: when a metric is on the wrong side of a threshold for so long, the channels are told.")
            .WithDescription("Without model_name it watches every model in production. Left out: window_seconds and min_rows are the metric's own, for_seconds is 0, severity warning. Shares are from 0 to 1.")
            .ProducesValidationProblem();
        group.MapPatch("/{id}", ChangeAsync).RequireAuthorization(AccessPolicies.DataScientist)
            .WithSummary("Changes what is named and leaves the rest; null takes an optional field back. silenced_until silences.")
            .Accepts<AlertRuleForm>("application/json").ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
        group.MapDelete("/{id}", DeleteAsync).RequireAuthorization(AccessPolicies.DataScientist)
            .WithSummary("Deletes a rule; its history stays.").ProducesProblem(StatusCodes.Status404NotFound);
        return routes;
    }

    private static async Task<Page<AlertReply>> ListAsync(int? limit, string? cursor, AlertService alerts, CancellationToken cancellationToken)
    {
        Page<AlertView> page = await alerts.ListAsync(PageQuery.Parse(limit, cursor), cancellationToken);
        return new Page<AlertReply>([.. page.Items.Select(AlertReply.Of)], page.NextCursor);
    }

    private static async Task<Page<AlertEventReply>> EventsAsync(
        string? rule, string? model, int? limit, string? cursor, AlertService alerts, CancellationToken cancellationToken)
    {
        Page<AlertEvent> page = await alerts.ListEventsAsync(rule, model, PageQuery.Parse(limit, cursor), cancellationToken);
        return new Page<AlertEventReply>([.. page.Items.Select(AlertEventReply.Of)], page.NextCursor);
    }

    private static async Task<AlertReply> GetAsync(string id, AlertService alerts, CancellationToken cancellationToken) =>
        AlertReply.Of(await alerts.GetAsync(id, cancellationToken));

    private static async Task<Created<AlertReply>> CreateAsync(AlertRuleForm form, AlertService alerts, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        AlertView made = await alerts.CreateAsync(form, user.AsActor(), cancellationToken);
        return TypedResults.Created($"/api/monitoring/alerts/{made.Rule.Id}", AlertReply.Of(made));
    }

    private static async Task<AlertReply> ChangeAsync(
        string id, [FromBody] JsonObject change, AlertService alerts, IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        JsonSerializerOptions options = json.Value.SerializerOptions;
        return AlertReply.Of(await alerts.ChangeAsync(
            id,
            form =>
            {
                JsonObject whole = JsonSerializer.SerializeToNode(form, options)!.AsObject();
                foreach ((string field, JsonNode? value) in change)
                {
                    whole[field] = value?.DeepClone();
                }

                return whole.Deserialize<AlertRuleForm>(options)!;
            },
            user.AsActor(),
            cancellationToken));
    }

    private static async Task<NoContent> DeleteAsync(string id, AlertService alerts, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        await alerts.DeleteAsync(id, user.AsActor(), cancellationToken);
        return TypedResults.NoContent();
    }
}
