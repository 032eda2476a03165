namespace MlOpsDashboard.Api.Bodies;

/// <summary>Reads forms whose files need not be on disk for good.</summary>
internal static class RequestForm
{
    private const int NoSpaceOnDevice = 28;

    /// <summary>Reads a form.</summary>
    /// <param name="request">A request with the content type of a form.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BadHttpRequestException">It is damaged or ends too early (400), or is too long (413).</exception>
    public static async Task<IFormCollection> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await request.ReadFormAsync(cancellationToken);
        }
        catch (InvalidDataException exception) when (exception.Message.Contains("body length limit", StringComparison.Ordinal))
        {
            throw new BadHttpRequestException(exception.Message, StatusCodes.Status413PayloadTooLarge, exception);
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            throw new BadHttpRequestException("The form is damaged or ends too early.", exception);
        }
    }

    // A full disk, on which the form is kept while it is read, is not the sender's mistake.
    private static bool IsDamage(Exception exception) => exception is InvalidDataException
        || (exception.GetType() == typeof(IOException) && (exception.HResult & 0xFFFF) != NoSpaceOnDevice);
}
