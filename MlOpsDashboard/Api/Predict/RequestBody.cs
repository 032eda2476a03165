using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace MlOpsDashboard.Api.Predict;

/// <summary>Reads whole bodies where they lie, in the connection's pooled buffers.</summary>
internal static class RequestBody
{
    private const string Json = "application/json";

    /// <summary>Turns away what is not declared to be JSON.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="BadHttpRequestException">It is something else.</exception>
    public static void RequireJson(HttpRequest request)
    {
        // What programs send is compared before it is parsed.
        if (request.ContentType != Json && !request.HasJsonContentType())
        {
            throw new BadHttpRequestException("The body must be application/json.", StatusCodes.Status415UnsupportedMediaType);
        }
    }

    /// <summary>Lets a body be larger than the server's usual limit.</summary>
    /// <param name="context">The request, not yet read.</param>
    /// <param name="limit">Bytes at most.</param>
    public static void Allow(HttpContext context, int limit)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = limit;
        }
    }

    /// <summary>Reads a body. The whole of it stays in the pipe's own buffers; the caller advances the reader when it is done with it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="limit">Bytes at most.</param>
    /// <exception cref="BadHttpRequestException">It has more: 413.</exception>
    public static async ValueTask<ReadOnlySequence<byte>> ReadAsync(HttpContext context, int limit)
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

    /// <summary>The body as one piece, copied only when it lies in several.</summary>
    /// <param name="body">From <see cref="ReadAsync"/>.</param>
    /// <param name="rented">Gets the copy's array, for <see cref="Return"/>.</param>
    public static ReadOnlyMemory<byte> Contiguous(ReadOnlySequence<byte> body, ref byte[]? rented)
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

    /// <summary>Gives a copy's array back.</summary>
    /// <param name="rented">From <see cref="Contiguous"/>.</param>
    public static void Return(byte[]? rented)
    {
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static BadHttpRequestException TooLarge(int limit) =>
        new($"The body may have at most {limit} bytes.", StatusCodes.Status413PayloadTooLarge);
}
