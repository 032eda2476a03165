using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Onnx;
using MlOpsDashboard.Core.Learning.Trees.Dump;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Api.Registry;

/// <summary>Versions in forms that other programs and people read.</summary>
internal static class ModelExportEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapModelExports(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/models/{model_id}").WithTags("Model registry");
        group.MapGet("/onnx", OnnxAsync)
            .WithSummary("The model with its preprocessing as ONNX.")
            .WithDescription("An input a feature, of N rows and one column; the outputs are label and probabilities, or variable. A model that has no form in ONNX is 409.")
            .Produces(StatusCodes.Status200OK, contentType: OnnxFile.MediaType)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapGet("/trees", TreesAsync)
            .WithSummary("The trees of a model as JSON: names of columns, thresholds in their units, words of categories.")
            .WithDescription("For gradient boosting, random forests and ensembles with such a member; another model is 409. tree picks one by its number from 0.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        return routes;
    }

    private static async Task<PushStreamHttpResult> OnnxAsync(
        [FromRoute(Name = "model_id")] string modelId, ModelExports exports, CancellationToken cancellationToken)
    {
        (ModelVersion version, OnnxFile file) = await exports.OnnxAsync(modelId, cancellationToken);
        return TypedResults.Stream(
            body => file.WriteToAsync(body, cancellationToken),
            OnnxFile.MediaType,
            $"{version.Name}-{version.Version}.onnx",
            version.CreatedAt,
            new EntityTagHeaderValue($"\"{file.Sha256}\""));
    }

    private static async Task<PushStreamHttpResult> TreesAsync(
        [FromRoute(Name = "model_id")] string modelId, string? tree, ModelExports exports, CancellationToken cancellationToken)
    {
        (ModelVersion version, TreeDump trees) = await exports.TreesAsync(modelId, cancellationToken);
        int? only = tree is null ? null
            : int.TryParse(tree, out int number) && number >= 0 && number < trees.Trees ? number
            : throw new InvalidException("tree", $"tree must be a number from 0 to {trees.Trees - 1}, not '{tree}'.");
        return TypedResults.Stream(
            body => TreeDumpWriter.WriteAsync(trees, version.ModelId, only, body, cancellationToken), "application/json");
    }
}
