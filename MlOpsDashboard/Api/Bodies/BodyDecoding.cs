using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace MlOpsDashboard.Api.Bodies;

/// <summary>
/// Reads bodies that come packed (<c>Content-Encoding</c>) or whose JSON is in another charset than UTF-8, so that every endpoint behind it
/// finds plain UTF-8. The limits of a body hold for what it unpacks to. What is not known is 415, before anything is read.
/// </summary>
internal static class BodyDecoding
{
    private const string Gzip = "gzip";
    private const string Brotli = "br";
    private const string Known = Gzip + ", " + Brotli;

    /// <summary>Nobody packs a body more often than this.</summary>
    private const int MostCodings = 3;

    private static readonly string[] s_plainTypes = ["application/json", "application/json; charset=utf-8"];

    /// <summary>Adds it to the pipeline, before whatever reads a body. A request that needs none of it is only looked at.</summary>
    public static void UseBodyDecoding(this WebApplication app) =>
        app.Use(next => context => IsPlain(context.Request) || !Concerns(context.Request) ? next(context) : DecodeAsync(context, next));

    private static bool IsPlain(HttpRequest request) =>
        request.Headers.ContentEncoding.Count == 0
        && (request.ContentType is not { } type || Array.IndexOf(s_plainTypes, type) >= 0 || !type.Contains("charset", StringComparison.OrdinalIgnoreCase));

    private static bool Concerns(HttpRequest request) =>
        (request.Path.StartsWithSegments("/api") || ApiPaths.IsOpenInference(request))
        && request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false };

    private static Task DecodeAsync(HttpContext context, RequestDelegate next) =>
        Unpack(context) is { } coding ? RefuseAsync(context, $"The content coding '{coding}' is not known: send the body plain, or packed with one of {Known}.")
        : Transcode(context.Request) is { } charset ? RefuseAsync(context, $"The charset '{charset}' is not known: JSON is read as UTF-8.")
        : next(context);

    private static Task RefuseAsync(HttpContext context, string detail)
    {
        context.Response.Headers.AcceptEncoding = Known;
        return ProblemMapping.WriteAsync(context, ProblemMapping.Make(StatusCodes.Status415UnsupportedMediaType, detail));
    }

    /// <summary>Puts streams that unpack in front of the body, the last coding first.</summary>
    /// <returns>The coding that is not known, or null.</returns>
    private static string? Unpack(HttpContext context)
    {
        HttpRequest request = context.Request;
        string sent = request.Headers.ContentEncoding.ToString();
        string[] codings = [.. sent.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(coding => !coding.Equals("identity", StringComparison.OrdinalIgnoreCase))];
        string? unknown = codings.Length > MostCodings ? sent : Array.Find(codings, coding => !IsKnown(coding));
        if (unknown is not null || codings.Length == 0)
        {
            return unknown is { Length: > 40 } ? unknown[..40] + "…" : unknown;
        }

        var limit = new UnpackedSizeLimit(context.Features.Get<IHttpMaxRequestBodySizeFeature>());
        context.Features.Set<IHttpMaxRequestBodySizeFeature>(limit);
        Stream body = request.Body;
        foreach (string coding in codings.Reverse())
        {
            bool isBrotli = coding.Equals(Brotli, StringComparison.OrdinalIgnoreCase);
            Stream unpacked = isBrotli ? new BrotliStream(body, CompressionMode.Decompress) : new GZipStream(body, CompressionMode.Decompress);
            body = new UnpackingStream(unpacked, isBrotli ? Brotli : Gzip, limit);
        }

        request.Body = body;
        context.Response.RegisterForDisposeAsync(body);
        request.Headers.ContentEncoding = default;

        // It counted the packed bytes.
        request.ContentLength = null;
        return null;
    }

    private static bool IsKnown(string coding) =>
        coding.Equals(Gzip, StringComparison.OrdinalIgnoreCase) || coding.Equals("x-gzip", StringComparison.OrdinalIgnoreCase)
        || coding.Equals(Brotli, StringComparison.OrdinalIgnoreCase);

    /// <summary>Turns JSON in another charset into UTF-8. What the charset cannot mean is an error, never a replacement character.</summary>
    /// <returns>The charset that is not known, or null.</returns>
    private static string? Transcode(HttpRequest request)
    {
        if (!request.HasJsonContentType() || !MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) || !type.Charset.HasValue)
        {
            return null;
        }

        string charset = HeaderUtilities.RemoveQuotes(type.Charset).ToString();
        if (charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || charset.Equals("utf8", StringComparison.OrdinalIgnoreCase))
        {
            request.ContentType = type.MediaType.ToString();
            return null;
        }

        try
        {
            var encoding = Encoding.GetEncoding(charset, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
            request.Body = Encoding.CreateTranscodingStream(request.Body, encoding, Encoding.UTF8, leaveOpen: true);
            request.ContentType = type.MediaType.ToString();
            request.ContentLength = null;
            return null;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return charset.Length > 40 ? charset[..40] + "…" : charset;
        }
    }
}
