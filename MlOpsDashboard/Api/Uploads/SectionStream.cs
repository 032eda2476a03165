using MlOpsDashboard.Core;

namespace MlOpsDashboard.Api.Uploads;

/// <summary>Reads a section of a multipart form; a form that ends in the middle is the sender's mistake, not a failure of the disk.</summary>
/// <param name="body">The section; left open.</param>
internal sealed class SectionStream(Stream body) : ReadOnlyStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException exception) when (exception.GetType() == typeof(IOException))
        {
            throw new BadHttpRequestException("The multipart form ends too early.", exception);
        }
    }
}
