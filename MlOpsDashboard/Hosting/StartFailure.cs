using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Hosting;

/// <summary>A program that cannot start says why in one sentence and ends with exit code 1.</summary>
internal static partial class StartFailure
{
    private const string HostCategory = "Microsoft.Extensions.Hosting.Internal.Host";

    /// <summary>Runs the program.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="build">Puts the program together.</param>
    public static async Task<int> RunAsync(string[] args, Func<WebApplicationBuilder, WebApplication> build)
    {
        try
        {
            var builder = WebApplication.CreateBuilder(HostFolders.Options(args));
            bool started = false;

            // Until the program runs, the host would log a failure with its whole stack; the sentence below says it.
            builder.Logging.AddFilter(HostCategory, level => level >= LogLevel.Warning && Volatile.Read(ref started));
            var app = build(builder);
            await using (app.ConfigureAwait(false))
            {
                // The host validates only after it has made the hosted services, and the first of them that reads a wrong option would
                // tell of that one alone.
                app.Services.GetService<IStartupValidator>()?.Validate();
                app.Lifetime.ApplicationStarted.Register(() => Volatile.Write(ref started, true));
                await RunToTheEndAsync(app).ConfigureAwait(false);
            }

            return 0;
        }
        catch (Exception exception) when (Sentence(exception) is { } sentence)
        {
            await Console.Error.WriteLineAsync($"MlOpsDashboard cannot start: {sentence}").ConfigureAwait(false);
            return 1;
        }
    }

    private static async Task RunToTheEndAsync(WebApplication app)
    {
        // Taken now: running disposes the services, the lifetime among them.
        CancellationToken stopping = app.Lifetime.ApplicationStopping;
        try
        {
            await app.RunAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // A request that would not end used up the time that was granted to stop. Every service was stopped all the same, and those with
            // last work to do have taken their own time for it: an ordinary end.
        }
    }

    /// <summary>The sentence for a failure that the operator can do something about; null for a fault of ours.</summary>
    internal static string? Sentence(Exception exception) => exception switch
    {
        StartException => exception.Message,
        OptionsValidationException options => string.Join(" ", options.Failures.Select(Readable)),
        AggregateException many when many.InnerExceptions.All(e => Sentence(e) is not null) =>
            string.Join(" ", many.InnerExceptions.Select(Sentence)),
        IOException { InnerException: AddressInUseException } =>
            $"{exception.Message.TrimEnd('.')}; stop the other program, or choose another address with --urls http://127.0.0.1:5081.",
        IOException or UnauthorizedAccessException or System.Net.Sockets.SocketException => exception.Message,
        FormatException or InvalidDataException => exception.Message,
        InvalidOperationException when Conversion().Match(exception.Message) is { Success: true } match =>
            $"{match.Groups["key"].Value} cannot be \"{match.Groups["value"].Value}\".",
        _ => null,
    };

    // "DataAnnotation validation failed for 'DatabaseOptions' members: 'Provider' with the error: 'The message.'."
    private static string Readable(string failure)
    {
        const string Mark = "with the error: '";
        int at = failure.IndexOf(Mark, StringComparison.Ordinal);
        return at < 0 ? failure : failure[(at + Mark.Length)..].TrimEnd('.').TrimEnd('\'');
    }

    // "Failed to convert configuration value 'Oracle' at 'Database:Provider' to type 'MlOpsDashboard…'."
    [GeneratedRegex("^Failed to convert configuration value '(?<value>.*)' at '(?<key>.*)' to type")]
    private static partial Regex Conversion();
}
