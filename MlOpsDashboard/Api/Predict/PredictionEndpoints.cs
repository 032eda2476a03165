using MlOpsDashboard.Api.Monitoring;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Monitoring.GroundTruth;

namespace MlOpsDashboard.Api.Predict;

/// <summary>The stored predictions.</summary>
internal static class PredictionEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapPredictions(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/predictions", ListAsync).WithTags("Monitoring")
            .WithSummary("The stored predictions of a model, with what turned out to be true.")
            .WithDescription(
                "labelled=true or false asks only for those whose truth is known, or is not. order=newest (default), or uncertain: among the latest 10,000 those first whose best two classes are closest. "
                + "A page looks through at most 10,000 predictions, so one may be short and still have a next_cursor.")
            .Produces<Page<LoggedAnswerReply>>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
        return routes;
    }

    private static async Task<Page<LoggedAnswerReply>> ListAsync(
        string? model, bool? labelled, string? order, int? limit, string? cursor, PredictionListing listing, CancellationToken cancellationToken)
    {
        Page<LoggedAnswer> page = await listing.ListAsync(
            new PredictionQuery
            {
                Model = model ?? "",
                Labelled = labelled,
                Order = Order(order),
                Limit = PageQuery.Parse(limit, null).Limit,
                Cursor = cursor,
            },
            cancellationToken);
        return new Page<LoggedAnswerReply>([.. page.Items.Select(LoggedAnswerReply.Of)], page.NextCursor);
    }

    private static PredictionOrder Order(string? order) => order switch
    {
        null or "" or "newest" => PredictionOrder.Newest,
        "uncertain" => PredictionOrder.Uncertain,
        _ => throw new InvalidException("order", $"order must be newest or uncertain, not '{(order.Length > 40 ? order[..40] + "…" : order)}'."),
    };
}
