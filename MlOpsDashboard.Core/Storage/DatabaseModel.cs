using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace MlOpsDashboard.Core.Storage;

/// <summary>EF's model of the tables: half a second of pure computing that the rest of the start need not wait for.</summary>
/// <param name="contexts">Makes contexts, whose first one builds the model for all.</param>
/// <param name="logger">Told of a failure.</param>
public sealed partial class DatabaseModel(IDbContextFactory<MlOpsDbContext> contexts, ILogger<DatabaseModel> logger)
{
    /// <summary>Begins to build it on another thread; the database is not touched. Whoever needs it earlier waits for the rest.</summary>
    /// <param name="cancellationToken">Ends the work.</param>
    public Task BeginAsync(CancellationToken cancellationToken) => Task.Run(async () =>
    {
        try
        {
            MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
            await using (context.ConfigureAwait(false))
            {
                _ = context.Model;
            }
        }
        catch (Exception exception)
        {
            // The start of the database meets the same fault, and tells it as one that ends the program.
            LogFailed(exception);
        }
    }, cancellationToken);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The model of the tables could not be built ahead.")]
    private partial void LogFailed(Exception exception);
}
