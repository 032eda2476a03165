using System.Buffers;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Api.Bodies;
using MlOpsDashboard.Api.Limits;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Serving.Predicting;
using MlOpsDashboard.Core.Serving.Settings;

namespace MlOpsDashboard.Api.Predict;

/// <summary>Predictions. Bodies are read and answers written by Core, without a model binder in between.</summary>
internal static class PredictEndpoints
{
    /// <summary>The address of a single prediction.</summary>
    public const string Path = "/api/predict";

    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapPredict(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Path).WithTags("Prediction").LimitPredictions(routes);
        group.MapPost("", PredictAsync)
            .WithSummary("Predicts one row.")
            .WithDescription(
                "features is an object by name, or an array in signature order. model_id in place of model_name pins a version. "
                + "explain is true, false, or \"interventional\". what_if tries something out: it is neither stored nor counted.")
            .Accepts<PredictRequest>("application/json").Produces<PredictReply>()
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapPost("/batch", BatchAsync)
            .WithSummary("Predicts many rows: JSON, or a CSV file (multipart) answered as CSV with the predictions added.")
            .Accepts<PredictBatchRequest>("application/json", "multipart/form-data").Produces<PredictBatchReply>()
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .LimitBatches();
        group.MapGet("/health", Health).WithSummary("The versions that are loaded, and how the prediction log does.").Produces<PredictHealthReply>();
        return routes;
    }

    private static Task PredictAsync(HttpContext context, PredictResponder responder) => responder.AnswerAsync(context);

    private static async Task BatchAsync(HttpContext context, TablePredictions predictions, IOptions<ServingOptions> options)
    {
        RequestBody.Allow(context, options.Value.MaxBatchBytes);
        if (context.Request.HasFormContentType)
        {
            await BatchCsvAsync(context, predictions);
            return;
        }

        RequestBody.RequireJson(context.Request);
        ReadOnlySequence<byte> body = await RequestBody.ReadAsync(context, options.Value.MaxBatchBytes);
        byte[]? rented = null;
        var answer = new ArrayBufferWriter<byte>(1 << 16);
        try
        {
            await predictions.PredictBatchAsync(RequestBody.Contiguous(body, ref rented), answer, context.RequestAborted);
        }
        finally
        {
            context.Request.BodyReader.AdvanceTo(body.End);
            RequestBody.Return(rented);
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = answer.WrittenCount;
        await context.Response.BodyWriter.WriteAsync(answer.WrittenMemory, context.RequestAborted);
    }

    private static async Task BatchCsvAsync(HttpContext context, TablePredictions predictions)
    {
        IFormCollection form = await RequestForm.ReadAsync(context.Request, context.RequestAborted);
        IFormFile file = form.Files["file"] ?? throw new InvalidException("file", "A CSV file is needed in the part file.");
        await using Stream content = file.OpenReadStream();
        await predictions.PredictCsvAsync(
            form["model_name"],
            form["model_id"],
            content,
            () =>
            {
                context.Response.ContentType = "text/csv; charset=utf-8";
                context.Response.Headers.ContentDisposition = "attachment; filename=\"predictions.csv\"";
                return context.Response.BodyWriter.AsStream();
            },
            context.RequestAborted);
    }

    private static PredictHealthReply Health(ServedVersions versions) => PredictHealthReply.Of(versions.Health());
}
