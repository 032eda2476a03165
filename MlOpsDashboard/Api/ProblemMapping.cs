using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using MlOpsDashboard.Access;
using MlOpsDashboard.Api.OpenInference;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Api;

/// <summary>
/// The one place that turns what went wrong into an RFC 9457 problem. A client's mistake is a 4xx that names the
/// field; anything else is logged and answered without its insides.
/// </summary>
internal static partial class ProblemMapping
{
    // So System.Text.Json marks what it throws, outside of a conversion, at a text that is not Unicode.
    private const string JsonFault = "System.Text.Json.Rethrowable";

    /// <summary>Answers a request that an exception ended.</summary>
    public static Task HandleAsync(HttpContext context)
    {
        if (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to read an answer.
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return Task.CompletedTask;
        }

        Exception failure = context.Features.Get<IExceptionHandlerFeature>()!.Error;
        ProblemDetails problem = Describe(failure);
        TimeSpan? wait = failure switch
        {
            BusyException busy => busy.RetryAfter,
            UnavailableException unavailable => unavailable.RetryAfter,
            _ when problem.Status == StatusCodes.Status503ServiceUnavailable => StorageFault.RetryAfter,
            _ => null,
        };
        if (wait is { } seconds)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(seconds.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        return WriteAsync(context, problem);
    }

    /// <summary>Whether the log need not hear about an exception: it is the client's affair, or it has been told already what lies behind it.</summary>
    public static bool IsExpected(Exception exception) =>
        exception is UnavailableException || Describe(exception).Status < StatusCodes.Status500InternalServerError;

    /// <summary>Writes a problem as the reply, in the shape of the protocol that was asked in.</summary>
    public static Task WriteAsync(HttpContext context, ProblemDetails problem)
    {
        SecurityHeaders.Apply(context);
        context.Response.StatusCode = problem.Status ?? StatusCodes.Status500InternalServerError;
        if (ApiPaths.IsOpenInference(context.Request))
        {
            return context.Response.WriteAsJsonAsync(new ErrorReply(problem.Detail ?? problem.Title + "."), CancellationToken.None);
        }

        return context.Response.WriteAsJsonAsync(
            problem,
            problem.GetType(),
            options: null,
            contentType: "application/problem+json",
            CancellationToken.None);
    }

    /// <summary>A problem with the words that go with its status.</summary>
    public static ProblemDetails Make(int status, string? detail = null) => new()
    {
        Type = $"https://httpwg.org/specs/rfc9110.html#status.{status}",
        Title = Title(status),
        Status = status,
        Detail = detail,
    };

    private static ProblemDetails Describe(Exception exception) => exception switch
    {
        InvalidException invalid => MakeInvalid(invalid.Errors, invalid.Message),
        NotFoundException => Make(StatusCodes.Status404NotFound, exception.Message),
        ForbiddenException => Make(StatusCodes.Status403Forbidden, exception.Message),
        BusyException => Make(StatusCodes.Status429TooManyRequests, exception.Message),
        ConflictException => Make(StatusCodes.Status409Conflict, exception.Message),
        BadHttpRequestException { InnerException: JsonException json } => MakeJson(json),
        BadHttpRequestException bad => MakeBadRequest(bad),
        JsonException json => MakeJson(json),
        InvalidOperationException { Source: JsonFault } fault when fault.Message.Contains("UTF", StringComparison.Ordinal) => MakeNotUnicode(),
        DecoderFallbackException => MakeNotUnicode(),
        InvalidDataException { Message: var message } when message.Contains("length limit", StringComparison.Ordinal) =>
            Make(StatusCodes.Status413PayloadTooLarge, message),
        _ when ConcurrentChange.Of(exception) is { } changed => Make(StatusCodes.Status409Conflict, changed),
        UnavailableException => Make(StatusCodes.Status503ServiceUnavailable, exception.Message),
        TimeoutException => Make(StatusCodes.Status504GatewayTimeout, exception.Message),
        _ when StorageFault.Of(exception) is { } storage => Make(
            storage.Kind == StorageFaultKind.Full ? StatusCodes.Status507InsufficientStorage : StatusCodes.Status503ServiceUnavailable, storage.Sentence),
        _ => Make(StatusCodes.Status500InternalServerError, "Something went wrong in the program; its log says what."),
    };

    private static HttpValidationProblemDetails MakeInvalid(IReadOnlyDictionary<string, string[]> errors, string detail) =>
        new(errors.ToDictionary(StringComparer.Ordinal))
        {
            Type = $"https://httpwg.org/specs/rfc9110.html#status.{StatusCodes.Status400BadRequest}",
            Title = Title(StatusCodes.Status400BadRequest),
            Status = StatusCodes.Status400BadRequest,
            Detail = detail,
        };

    private static HttpValidationProblemDetails MakeJson(JsonException json)
    {
        string field = json.Path is { Length: > 0 } path ? path.TrimStart('$').TrimStart('.') : "";
        string where = json.LineNumber is { } line ? $" (line {line + 1}, byte {json.BytePositionInLine + 1})" : "";
        string what = field.Length > 0 && UnknownMember().IsMatch(json.Message) ? $"There is no member {field}{where}."
            : field.Length > 0 ? $"The value of {field} cannot be read{where}: {Reason(json)}"
            : $"The body is not JSON of the expected shape{where}: {Reason(json)}";
        return MakeInvalid(new Dictionary<string, string[]> { [field.Length > 0 ? field : "body"] = [what] }, what);
    }

    private static HttpValidationProblemDetails MakeNotUnicode()
    {
        const string Message = "A text in the body is not Unicode: it has bytes that its charset does not know, or half of a surrogate pair.";
        return MakeInvalid(new Dictionary<string, string[]> { ["body"] = [Message] }, Message);
    }

    /// <summary>The problem of a parameter whose value cannot be read, or is missing.</summary>
    /// <param name="parameter">Its name, as in the code or in the address.</param>
    /// <param name="sent">What was sent; null for nothing.</param>
    public static ProblemDetails MakeUnread(string parameter, string? sent)
    {
        string field = SnakeCase.Name(parameter);
        string message = field + (sent is null ? " is missing" : $" cannot be \"{sent}\"") + ".";
        return MakeInvalid(new Dictionary<string, string[]> { [field] = [message] }, message);
    }

    private static ProblemDetails MakeBadRequest(BadHttpRequestException bad)
    {
        if (bad.StatusCode != StatusCodes.Status400BadRequest)
        {
            return Make(bad.StatusCode, bad.Message);
        }

        if (ParameterName().Match(bad.Message) is { Success: true } match)
        {
            return MakeUnread(match.Groups["name"].Value, match.Groups["value"].Success ? match.Groups["value"].Value : null);
        }

        return bad.Message.Contains("no body was provided", StringComparison.OrdinalIgnoreCase)
            ? MakeInvalid(new Dictionary<string, string[]> { ["body"] = ["A JSON body is needed."] }, "A JSON body is needed.")
            : Make(StatusCodes.Status400BadRequest, bad.Message);
    }

    /// <summary>What the reader said, without the names of our types and without the position, which is said already.</summary>
    private static string Reason(JsonException json)
    {
        string message = (json.InnerException as JsonException)?.Message ?? json.Message;
        int position = message.IndexOf(" Path: ", StringComparison.Ordinal);
        message = position > 0 ? message[..position] : message;
        if (ConvertedType().Match(message) is { Success: true } match)
        {
            message = $"{Article(match.Groups["type"].Value)} is needed.";
        }

        position = message.IndexOf(" LineNumber: ", StringComparison.Ordinal);
        return TypeName().Replace(position > 0 ? message[..position] : message, "");
    }

    private static string Article(string type) => type switch
    {
        _ when type.Contains("Int", StringComparison.Ordinal) => "A whole number in range",
        _ when type.Contains("Double", StringComparison.Ordinal) || type.Contains("Single", StringComparison.Ordinal) => "A number",
        _ when type.Contains("Boolean", StringComparison.Ordinal) => "true or false",
        _ when type.Contains("List", StringComparison.Ordinal) || type.EndsWith("[]", StringComparison.Ordinal) => "A list",
        _ when type.Contains("System.String", StringComparison.Ordinal) && !type.Contains("Dictionary", StringComparison.Ordinal) => "A string",
        _ when type.StartsWith("System", StringComparison.Ordinal) => "Another kind of value",
        _ => "An object of the documented shape, or one of the documented words,",
    };

    private static string Title(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "The request is invalid",
        StatusCodes.Status401Unauthorized => "Credentials are needed",
        StatusCodes.Status403Forbidden => "These credentials do not suffice",
        StatusCodes.Status404NotFound => "Not found",
        StatusCodes.Status405MethodNotAllowed => "This address does not know that method",
        StatusCodes.Status409Conflict => "The present state forbids it",
        StatusCodes.Status413PayloadTooLarge => "The request is too large",
        StatusCodes.Status415UnsupportedMediaType => "This kind of content is not understood",
        StatusCodes.Status429TooManyRequests => "Too many requests",
        StatusCodes.Status503ServiceUnavailable => "It is not possible just now",
        StatusCodes.Status504GatewayTimeout => "It took too long",
        StatusCodes.Status507InsufficientStorage => "The disk is full",
        >= StatusCodes.Status500InternalServerError => "The program failed",
        _ => "The request could not be answered",
    };

    [GeneratedRegex("parameter \"\\S.*? (?<name>\\w+)\"(?: from \"(?<value>.*)\")?")]
    private static partial Regex ParameterName();

    [GeneratedRegex(" (encountered )?during deserialization of type '[^']*'")]
    private static partial Regex TypeName();

    [GeneratedRegex("could not be mapped to any \\.NET member")]
    private static partial Regex UnknownMember();

    [GeneratedRegex("could not be converted to (?<type>.+?)\\.( |$)")]
    private static partial Regex ConvertedType();
}
