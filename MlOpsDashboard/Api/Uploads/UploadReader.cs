using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Api.Uploads;

/// <summary>Reads the multipart form of an upload as it arrives: the file goes straight to disk, the fields may stand before or behind it.</summary>
/// <param name="datasets">Stages the file.</param>
/// <param name="options">The largest file.</param>
internal sealed class UploadReader(DatasetService datasets, IOptions<DatasetOptions> options)
{
    private const int FieldBytes = 64 << 10;
    private const int MostFields = 20;
    private const long FormBytes = 4 << 20;
    private const int BoundaryLength = 200;

    /// <summary>Reads a form with at most one file, in the part <c>file</c>.</summary>
    /// <param name="request">A request with a multipart form.</param>
    /// <param name="checkEarly">Looks at the fields that stand before the file, so that a mistake is told before a large file is read.</param>
    /// <param name="cancellationToken">Ends the work; nothing stays behind then.</param>
    /// <exception cref="InvalidException">A field is at fault.</exception>
    public async Task<UploadedForm> ReadAsync(HttpRequest request, Action<IReadOnlyDictionary<string, string>> checkEarly, CancellationToken cancellationToken)
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
                    checkEarly(fields);
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

            return new UploadedForm(fields, staged, fileName);
        }
        catch
        {
            staged?.Dispose();
            throw;
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

    /// <summary>Lets a request be as large as the largest table.</summary>
    /// <param name="context">The request, before its body is read.</param>
    public void LiftLimit(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = options.Value.MaxBytes > long.MaxValue - FormBytes ? null : options.Value.MaxBytes + FormBytes;
        }
    }
}
