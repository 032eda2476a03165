using Microsoft.AspNetCore.Mvc;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Explanation;
using MlOpsDashboard.Core.Serving.Predicting;
using MlOpsDashboard.Core.Serving.Served;

namespace MlOpsDashboard.Api.Explain;

/// <summary>What matters to models.</summary>
internal static class ExplainEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapExplain(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/models/{model_id}/explain").WithTags("Explanation");
        group.MapGet("/global", GlobalAsync)
            .WithSummary("How much each feature matters to a version: mean absolute contribution (SHAP), gain, permutation.")
            .Produces<GlobalExplanationReply>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapGet("/dependence", DependenceAsync)
            .WithSummary("How a version's answer depends on one feature: partial dependence, and curves of single rows (ICE).")
            .WithDescription("class chooses the class whose probability is shown; without it the positive one of two, or the first of several.")
            .Produces<DependenceReply>().ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        return routes;
    }

    private static async Task<GlobalExplanationReply> GlobalAsync(
        [FromRoute(Name = "model_id")] string modelId,
        ExplanationService explanations,
        ServedVersions versions,
        CancellationToken cancellationToken)
    {
        ServedVersion version = await versions.DescribeAsync(modelId, cancellationToken);
        return GlobalExplanationReply.Of(version.ModelId, await explanations.GlobalAsync(modelId, cancellationToken));
    }

    private static async Task<DependenceReply> DependenceAsync(
        [FromRoute(Name = "model_id")] string modelId,
        string? feature,
        [FromQuery(Name = "class")] string? label,
        ExplanationService explanations,
        ServedVersions versions,
        CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(feature))
        {
            throw new InvalidException("feature", "feature is missing: name one of the model's features.");
        }

        ServedVersion version = await versions.DescribeAsync(modelId, cancellationToken);
        DependenceCurve curve = await explanations.DependenceAsync(modelId, feature, label, cancellationToken);
        return DependenceReply.Of(version.ModelId, curve, version.Signature.Classes);
    }
}
