using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Api.Datasets;

/// <summary>Reads the multipart form of an upload as it arrives: the file goes straight to disk, the fields may stand before or behind it.</summary>
/// <param name="datasets">Stores the file.</param>
/// <param name="options">The largest file.</param>
internal sealed class DatasetUploadReader(DatasetService datasets, IOptions<DatasetOptions> options)
{
    private const int FieldBytes = 64 << 10;
    private const int MostFields = 20;
    private const long FormBytes = 4 << 20;
    private const int BoundaryLength = 200;

    /// <summary>Stores what a request brings.</summary>
    /// <param name="request">A request with a multipart form.</param>
    /// <param name="actor">Who sends it.</param>
    /// <param name="cancellationToken">Ends the work; nothing is stored then.</param>
    /// <exception cref="InvalidException">A field is missing or at fault.</exception>
    public async Task<StoredDataset> StoreAsync(HttpRequest request, string actor, CancellationToken cancellationToken)
    {
        LiftLimit(request.HttpContext);
        var reader = new MultipartReader(Boundary(request), request.Body);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        StagedArtifact? staged = null;
        try
        {
            string? fileName = null;
            while (await NextAsync(reader, cancellationToken) is { } section)
            {
                var disposition = section.GetContentDispositionHeader();
                string name = HeaderUtilities.RemoveQuotes(disposition?.Name ?? default).ToString();
                if (name == "file")
                {
                    Refuse(staged is not null, "file", "One file at a time, please: the form holds two.");
                    CheckEarly(fields);
                    fileName = disposition!.FileNameStar.HasValue ? disposition.FileNameStar.ToString() : HeaderUtilities.RemoveQuotes(disposition.FileName).ToString();
                    await using var content = new SectionStream(section.Body);
                    staged = await datasets.StageAsync(content, cancellationToken);
                }
                else
                {
                    Refuse(fields.Count >= MostFields, "form", "The form has too many fields.");
                    fields[name] = await ReadFieldAsync(name, section, cancellationToken);
                }
            }

            Refuse(staged is null, "file", "file is missing: send the table as a multipart field called file.");
            return await datasets.StoreAsync(Upload(fields, fileName), staged!, actor, cancellationToken);
        }
        finally
        {
            staged?.Dispose();
        }
    }

    private static DatasetUpload Upload(Dictionary<string, string> fields, string? fileName) => new(
        fields.GetValueOrDefault("name")?.Trim() ?? "",
        fileName,
        fields.GetValueOrDefault("description"),
        fields.GetValueOrDefault("target"),
        fields.GetValueOrDefault("header") switch
        {
            null or "" or "auto" => null,
            "present" => true,
            "absent" => false,
            var other => throw new InvalidException("header", $"header must be auto, present or absent, not '{other}'."),
        });

    // A bad name that stands before a large file is told before the file is read.
    private static void CheckEarly(Dictionary<string, string> fields)
    {
        if (fields.ContainsKey("name"))
        {
            DatasetNames.Check(Upload(fields, null));
        }
    }

    private static void Refuse(bool fault, string field, string message)
    {
        if (fault)
        {
            throw new InvalidException(field, message);
        }
    }

    private static string Boundary(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            throw new BadHttpRequestException("The table is sent as multipart/form-data with the fields file and name.", StatusCodes.Status415UnsupportedMediaType);
        }

        string boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        return boundary.Length is > 0 and <= BoundaryLength
            ? boundary
            : throw new BadHttpRequestException("The content type multipart/form-data needs a boundary.");
    }

    private static async Task<MultipartSection?> NextAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadNextSectionAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is InvalidDataException || exception.GetType() == typeof(IOException))
        {
            throw new BadHttpRequestException("The multipart form is damaged or ends too early.", exception);
        }
    }

    private static async Task<string> ReadFieldAsync(string name, MultipartSection section, CancellationToken cancellationToken)
    {
        var buffer = new byte[FieldBytes + 1];
        await using var content = new SectionStream(section.Body);
        int read = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        Refuse(read > FieldBytes, name, $"{name} is too long.");
        return System.Text.Encoding.UTF8.GetString(buffer, 0, read);
    }

    private void LiftLimit(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = options.Value.MaxBytes > long.MaxValue - FormBytes ? null : options.Value.MaxBytes + FormBytes;
        }
    }
}
