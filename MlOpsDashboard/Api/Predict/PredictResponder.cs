using System.Buffers;
using System.IO.Pipelines;
using Microsoft.Extensions.ObjectPool;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Serving.Predicting;
using MlOpsDashboard.Core.Serving.Settings;

namespace MlOpsDashboard.Api.Predict;

/// <summary>Reads the body of a prediction from the connection and writes the answer to it, without copies in between.</summary>
/// <param name="predictions">Answers.</param>
/// <param name="options">Limits.</param>
internal sealed class PredictResponder(PredictionService predictions, IOptions<ServingOptions> options)
{
    private const int UsualAnswer = 512;
    private const int LargestKept = 1 << 16;
    private const string AnswerType = "application/json; charset=utf-8";

    private readonly DefaultObjectPool<ArrayBufferWriter<byte>> _answers = new(new AnswerPolicy());

    /// <summary>Answers a request.</summary>
    /// <param name="context">The request.</param>
    public async Task AnswerAsync(HttpContext context)
    {
        RequestBody.RequireJson(context.Request);
        string? key = IdempotencyKey.Check(context.Request.Headers[IdempotencyKey.Header] is [var value, ..] ? value : null);
        ReadOnlySequence<byte> body = await RequestBody.ReadAsync(context, options.Value.MaxRequestBytes);
        PipeReader reader = context.Request.BodyReader;
        ArrayBufferWriter<byte> answer = _answers.Get();
        byte[]? rented = null;
        try
        {
            await predictions.PredictAsync(RequestBody.Contiguous(body, ref rented), key, answer, context.RequestAborted);
        }
        finally
        {
            reader.AdvanceTo(body.End);
            RequestBody.Return(rented);
        }

        context.Response.ContentType = AnswerType;
        context.Response.ContentLength = answer.WrittenCount;
        await context.Response.BodyWriter.WriteAsync(answer.WrittenMemory, context.RequestAborted);
        _answers.Return(answer);
    }

    private sealed class AnswerPolicy : PooledObjectPolicy<ArrayBufferWriter<byte>>
    {
        public override ArrayBufferWriter<byte> Create() => new(UsualAnswer);

        public override bool Return(ArrayBufferWriter<byte> obj)
        {
            obj.ResetWrittenCount();
            return obj.Capacity <= LargestKept;
        }
    }
}
