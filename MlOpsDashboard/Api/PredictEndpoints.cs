using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Api.Predict;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Serving;

namespace MlOpsDashboard.Api;

/// <summary>Predictions. Bodies are read and answers written by Core, without a model binder in between.</summary>
internal static class PredictEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapPredict(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/predict").WithTags("Prediction");
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
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapGet("/health", Health).WithSummary("The versions that are loaded, and how the prediction log does.").Produces<PredictHealthReply>();
        return routes;
    }

    private static async Task PredictAsync(HttpContext context, PredictionService predictions, IOptions<ServingOptions> options)
    {
        RequireJson(context.Request);
        string? key = TrainingEndpoints.CheckKey(context.Request.Headers["Idempotency-Key"] is [var value, ..] ? value : null);
        ReadOnlySequence<byte> body = await ReadAsync(context, options.Value.MaxRequestBytes);
        PipeReader reader = context.Request.BodyReader;
        byte[]? rented = null;
        try
        {
            ReadOnlyMemory<byte> json = Contiguous(body, ref rented);
            context.Response.ContentType = "application/json; charset=utf-8";
            await predictions.PredictAsync(json, key, context.Response.BodyWriter, context.RequestAborted);
        }
        finally
        {
            reader.AdvanceTo(body.End);
            Return(rented);
        }

        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private static async Task BatchAsync(HttpContext context, PredictionService predictions, IOptions<ServingOptions> options)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = options.Value.MaxBatchBytes;
        }

        if (context.Request.HasFormContentType)
        {
            await BatchCsvAsync(context, predictions);
            return;
        }

        RequireJson(context.Request);
        ReadOnlySequence<byte> body = await ReadAsync(context, options.Value.MaxBatchBytes);
        byte[]? rented = null;
        var answer = new ArrayBufferWriter<byte>(1 << 16);
        try
        {
            await predictions.PredictBatchAsync(Contiguous(body, ref rented), answer, context.RequestAborted);
        }
        finally
        {
            context.Request.BodyReader.AdvanceTo(body.End);
            Return(rented);
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = answer.WrittenCount;
        await context.Response.BodyWriter.WriteAsync(answer.WrittenMemory, context.RequestAborted);
    }

    private static async Task BatchCsvAsync(HttpContext context, PredictionService predictions)
    {
        IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted);
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

    private static PredictHealthReply Health(PredictionService predictions) => PredictHealthReply.Of(predictions.Health());

    private static void RequireJson(HttpRequest request)
    {
        if (!request.HasJsonContentType())
        {
            throw new BadHttpRequestException("The body must be application/json.", StatusCodes.Status415UnsupportedMediaType);
        }
    }

    // The whole body stays in the pipe's own pooled buffers; the caller advances the reader when it is done with it.
    private static async ValueTask<ReadOnlySequence<byte>> ReadAsync(HttpContext context, int limit)
    {
        if (context.Request.ContentLength > limit)
        {
            throw TooLarge(limit);
        }

        PipeReader reader = context.Request.BodyReader;
        while (true)
        {
            ReadResult result = await reader.ReadAsync(context.RequestAborted);
            if (result.Buffer.Length > limit)
            {
                reader.AdvanceTo(result.Buffer.End);
                throw TooLarge(limit);
            }

            if (result.IsCompleted)
            {
                return result.Buffer;
            }

            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    private static BadHttpRequestException TooLarge(int limit) =>
        new($"The body may have at most {limit} bytes.", StatusCodes.Status413PayloadTooLarge);

    private static ReadOnlyMemory<byte> Contiguous(ReadOnlySequence<byte> body, ref byte[]? rented)
    {
        if (body.IsSingleSegment)
        {
            return body.First;
        }

        int length = checked((int)body.Length);
        rented = ArrayPool<byte>.Shared.Rent(length);
        body.CopyTo(rented);
        return rented.AsMemory(0, length);
    }

    private static void Return(byte[]? rented)
    {
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
