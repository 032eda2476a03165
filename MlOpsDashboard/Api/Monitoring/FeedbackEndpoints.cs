using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using MlOpsDashboard.Access;
using MlOpsDashboard.Api.Bodies;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Api.Monitoring;

/// <summary>The ground truth: what turned out to be true of predictions.</summary>
internal static class FeedbackEndpoints
{
    private const int MostItems = 100_000;
    private const int MostIdLength = 200;

    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapFeedback(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/feedback", AddAsync).WithTags("Monitoring")
            .WithSummary("Tells what turned out to be true of predictions, once for each: {request_id, actual, value?}, {items: [...]}, or a CSV file (multipart) with the columns request_id, actual and, if you like, value.")
            .WithDescription("value is a number that says what the prediction was worth, as revenue is; A/B tests compare it. With an Idempotency-Key a repeated request gets the same reply. For one item another value than before is 409 and an unknown prediction 404. Of several the good ones are stored and the reply lists the others.")
            .Accepts<JsonElement>("application/json", "multipart/form-data").Produces<FeedbackReply>()
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        routes.MapPost("/api/feedback/dataset", MakeDatasetAsync).WithTags("Monitoring").RequireAuthorization(AccessPolicies.DataScientist)
            .WithSummary("Makes a version of a data set from labelled predictions: the model's columns, and what turned out to be true.")
            .WithDescription("from and to limit it to predictions made between them; include_original puts the rows of the training data first. Without a labelled prediction it is 409. The same rows again answer 200.")
            .Produces<LabelledDatasetReply>(StatusCodes.Status201Created).Produces<LabelledDatasetReply>()
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        return routes;
    }

    private static async Task<Results<Created<LabelledDatasetReply>, Ok<LabelledDatasetReply>>> MakeDatasetAsync(
        LabelledDatasetForm form, LabelledDatasetService datasets, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var request = new LabelledDatasetRequest
        {
            ModelName = string.IsNullOrEmpty(form.ModelName) ? throw new InvalidException("model_name", "model_name is needed.") : form.ModelName,
            Dataset = form.Dataset,
            From = form.From?.ToUniversalTime(),
            To = form.To?.ToUniversalTime(),
            IncludeOriginal = form.IncludeOriginal,
        };
        LabelledDataset made = await datasets.MakeAsync(request, user.AsActor(), cancellationToken);
        var reply = LabelledDatasetReply.Of(made);
        return made.Stored.Created
            ? TypedResults.Created(FormattableString.Invariant($"/api/datasets/{reply.Version.Dataset}/versions/{reply.Version.Version}"), reply)
            : TypedResults.Ok(reply);
    }

    private static async Task<FeedbackReply> AddAsync(
        HttpRequest request, FeedbackService feedback, RepliesByKey replies, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        string? key = IdempotencyKey.Check(request.Headers[IdempotencyKey.Header] is [var value, ..] ? value : null);
        return key is null
            ? await TakeInAsync(request, feedback, user, cancellationToken)
            : await replies.OnceAsync($"feedback\n{user.AsActor().Name}\n{key}", request, () => TakeInAsync(request, feedback, user, cancellationToken), cancellationToken);
    }

    private static async Task<FeedbackReply> TakeInAsync(HttpRequest request, FeedbackService feedback, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (request.HasFormContentType)
        {
            IFormCollection form = await RequestForm.ReadAsync(request, cancellationToken);
            IFormFile file = form.Files["file"] ?? throw new InvalidException("file", "A CSV file is needed in the part file.");
            await using Stream content = file.OpenReadStream();
            return FeedbackReply.Of(await feedback.AddAsync(ReadCsv(content), user.AsActor(), cancellationToken));
        }

        if (!request.HasJsonContentType())
        {
            throw new BadHttpRequestException("The body must be application/json or a form with a file.", StatusCodes.Status415UnsupportedMediaType);
        }

        using JsonDocument body = await ReadJsonAsync(request, cancellationToken);
        JsonElement root = body.RootElement;
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("items", out JsonElement items))
        {
            return FeedbackReply.Of(await feedback.AddAsync(ReadItems(items), user.AsActor(), cancellationToken));
        }

        FeedbackOutcome outcome = (await feedback.AddAsync([ReadItem(root, "", 0)], user.AsActor(), cancellationToken))[0];
        return outcome.Status switch
        {
            FeedbackStatus.Conflict => throw new ConflictException(outcome.Message!),
            FeedbackStatus.Unknown => throw new NotFoundException(outcome.Message!),
            FeedbackStatus.Invalid => throw new InvalidException("actual", outcome.Message!),
            _ => FeedbackReply.Of([outcome]),
        };
    }

    private static async Task<JsonDocument> ReadJsonAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonDocument.ParseAsync(request.Body, new JsonDocumentOptions { MaxDepth = 8 }, cancellationToken);
        }
        catch (JsonException)
        {
            throw new InvalidException("body", "The body is not valid JSON.");
        }
    }

    private static List<FeedbackItem> ReadItems(JsonElement items)
    {
        if (items.ValueKind != JsonValueKind.Array || items.GetArrayLength() is 0 or > MostItems)
        {
            throw new InvalidException("items", $"items must be an array of 1 to {MostItems:N0} objects with request_id and actual.");
        }

        return [.. items.EnumerateArray().Select((item, index) => ReadItem(item, $"items[{index}].", index))];
    }

    private static FeedbackItem ReadItem(JsonElement item, string path, long place)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidException(path.Length == 0 ? "body" : path.TrimEnd('.'), "An object with request_id and actual is needed.");
        }

        string? id = item.TryGetProperty("request_id", out JsonElement idValue) && idValue.ValueKind == JsonValueKind.String ? Text(idValue, path + "request_id") : null;
        if (string.IsNullOrEmpty(id) || id.Length > MostIdLength)
        {
            throw new InvalidException(path + "request_id", $"request_id must be a text of 1 to {MostIdLength} characters.");
        }

        string? actual = !item.TryGetProperty("actual", out JsonElement value) ? null : value.ValueKind switch
        {
            JsonValueKind.String => Text(value, path + "actual"),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => null,
        };
        return new FeedbackItem(id, actual ?? throw new InvalidException(path + "actual", "actual must be the true class or number."), place, Worth(item, path));
    }

    private static double? Worth(JsonElement item, string path) =>
        !item.TryGetProperty("value", out JsonElement value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double worth) && double.IsFinite(worth) ? worth
        : throw new InvalidException(path + "value", "value must be a finite number, or null.");

    private static string Text(JsonElement value, string place)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new InvalidException(place, $"{place} is not Unicode: it has a byte that is not UTF-8, or half of a surrogate pair.");
        }
    }

    private static List<FeedbackItem> ReadCsv(Stream content)
    {
        try
        {
            using CsvReader reader = CsvFormatDetector.Detect(content, hasHeader: true).OpenRows(content);
            string[] header = reader.Read() ? reader.Names() : [];
            (int id, int actual, int worth) = (Array.IndexOf(header, "request_id"), Array.IndexOf(header, "actual"), Array.IndexOf(header, "value"));
            if (id < 0 || actual < 0)
            {
                throw new InvalidException("file", "Line 1: the columns request_id and actual are needed.");
            }

            var items = new List<FeedbackItem>();
            while (reader.Read())
            {
                if (reader.FieldCount != header.Length)
                {
                    throw new InvalidException("file", $"Line {reader.Line}: the row has {reader.FieldCount} fields, but the file has {header.Length} columns.");
                }

                if (items.Count == MostItems)
                {
                    throw new InvalidException("file", $"Line {reader.Line}: a file may have at most {MostItems:N0} rows.");
                }

                items.Add(new FeedbackItem(reader.Text(id), reader.Text(actual), reader.Line, worth < 0 ? null : Worth(reader.Text(worth), reader.Line)));
            }

            return items;
        }
        catch (CsvException exception)
        {
            throw new InvalidException("file", exception.Message);
        }
    }

    private static double? Worth(string text, long line) =>
        string.IsNullOrWhiteSpace(text) ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double worth) && double.IsFinite(worth) ? worth
        : throw new InvalidException("file", $"Line {line}: value must be a finite number, or empty.");
}
