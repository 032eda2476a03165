using System.Text.Json;
using MlOpsDashboard.Core;

namespace MlOpsDashboard.Components.Layout;

/// <summary>What became of a file that was sent by HTTP.</summary>
/// <param name="Status">The status of the answer; 0 when the connection broke, −1 when the sending was stopped.</param>
/// <param name="Body">The answer.</param>
public sealed record UploadAnswer(int Status, string Body)
{
    /// <summary>Whether the file has arrived.</summary>
    public bool HasArrived => Status is >= 200 and < 300;

    /// <summary>What to tell the person; null when the file has arrived or the sending was stopped.</summary>
    public Exception? Problem => Status switch
    {
        >= 200 and < 300 or -1 => null,
        0 => new ConflictException("The connection broke while the file was sent. Nothing was stored: try again."),
        _ => Told(),
    };

    private Exception Told()
    {
        try
        {
            using JsonDocument problem = JsonDocument.Parse(Body);
            return problem.RootElement.TryGetProperty("errors", out JsonElement errors) && errors.ValueKind == JsonValueKind.Object
                ? new InvalidException(errors.EnumerateObject().ToDictionary(
                    error => error.Name, error => error.Value.EnumerateArray().Select(line => line.GetString() ?? "").ToArray(), StringComparer.Ordinal))
                : new ConflictException(problem.RootElement.TryGetProperty("detail", out JsonElement detail) ? detail.GetString() ?? Unknown : Unknown);
        }
        catch (JsonException)
        {
            return new ConflictException(Unknown);
        }
    }

    private string Unknown => $"The file did not arrive (status {Status}). Nothing was stored.";
}
