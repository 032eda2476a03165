using System.Buffers;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Api.Health;
using MlOpsDashboard.Api.Limits;
using MlOpsDashboard.Api.Predict;
using MlOpsDashboard.Core.Serving.OpenInference;
using MlOpsDashboard.Core.Serving.Settings;

namespace MlOpsDashboard.Api.OpenInference;

/// <summary>The Open Inference Protocol V2, as KServe, Triton and MLServer speak it, on the path of <c>/api/predict</c>.</summary>
internal static class OpenInferenceEndpoints
{
    private const string BinaryHeader = "Inference-Header-Content-Length";

    private static readonly string[] s_models = ["/models/{name}", "/models/{name}/versions/{version}"];

    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapOpenInference(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v2").WithTags("Open Inference Protocol V2");
        group.MapGet("", Server).WithSummary("The server's name and version.");
        group.MapGet("/health/live", Alive).WithSummary("Whether the process lives.").AllowAnonymous().DisableRateLimiting();
        group.MapGet("/health/ready", ReadyAsync).WithSummary("Whether the server can answer.").AllowAnonymous().DisableRateLimiting()
            .Produces<ServerReadyReply>().Produces<ServerReadyReply>(StatusCodes.Status503ServiceUnavailable);
        foreach (string model in s_models)
        {
            group.MapGet(model, DescribeAsync).WithSummary("What a model takes and gives: each feature is an input of its own, a column.")
                .Produces<ErrorReply>(StatusCodes.Status404NotFound).Produces<ErrorReply>(StatusCodes.Status409Conflict);
            group.MapGet(model + "/ready", ModelReadyAsync).WithSummary("Whether a model can answer.")
                .Produces<ModelReadyReply>().Produces<ModelReadyReply>(StatusCodes.Status409Conflict).Produces<ErrorReply>(StatusCodes.Status404NotFound);
            group.MapPost(model + "/infer", InferAsync).WithSummary("Predicts rows that are given as columns.")
                .WithDescription("Each input is one feature, of shape [n] or [n,1]; null is missing. version is a number, production, staging or latest.")
                .Accepts<InferRequestBody>("application/json").Produces<InferReply>()
                .Produces<ErrorReply>(StatusCodes.Status400BadRequest).Produces<ErrorReply>(StatusCodes.Status404NotFound).Produces<ErrorReply>(StatusCodes.Status409Conflict)
                .LimitPredictions(routes).LimitBatches();
        }

        return routes;
    }

    private static ServerReply Server() => new("mlopsdashboard", HealthEndpoints.Version, []);

    private static AliveReply Alive() => new(true);

    private static async Task<IResult> ReadyAsync(HealthCheckService checks, CancellationToken cancellationToken)
    {
        HealthReport report = await checks.CheckHealthAsync(cancellationToken);
        bool ready = report.Status != HealthStatus.Unhealthy;
        return Results.Json(new ServerReadyReply(true, ready), statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<ModelReply> DescribeAsync(string name, string? version, OpenInferenceService inference, CancellationToken cancellationToken) =>
        ModelReply.Of(await inference.DescribeAsync(name, version, cancellationToken));

    private static async Task<IResult> ModelReadyAsync(string name, string? version, OpenInferenceService inference, CancellationToken cancellationToken)
    {
        bool ready = await inference.IsReadyAsync(name, version, cancellationToken);
        return Results.Json(new ModelReadyReply(name, ready), statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
    }

    private static async Task InferAsync(
        string name, string? version, HttpContext context, OpenInferenceService inference, IOptions<ServingOptions> options)
    {
        if (context.Request.Headers.ContainsKey(BinaryHeader))
        {
            throw new BadHttpRequestException("Binary tensors are not understood: send the values as JSON, in data.", StatusCodes.Status415UnsupportedMediaType);
        }

        RequestBody.Allow(context, options.Value.MaxBatchBytes);
        ReadOnlySequence<byte> body = await RequestBody.ReadAsync(context, options.Value.MaxBatchBytes);
        byte[]? rented = null;
        var answer = new ArrayBufferWriter<byte>(1024);
        try
        {
            await inference.InferAsync(name, version, RequestBody.Contiguous(body, ref rented), answer, context.RequestAborted);
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
}
