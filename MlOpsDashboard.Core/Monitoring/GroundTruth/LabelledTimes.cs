using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Monitoring.GroundTruth;

/// <summary>How many predictions of a model are labelled, and when they were made.</summary>
/// <param name="contexts">Gives the database.</param>
internal sealed class LabelledTimes(IDbContextFactory<MlOpsDbContext> contexts)
{
    /// <summary>The labelled predictions made in a range of time.</summary>
    public async Task<int> CountAsync(string model, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            return await Of(context, model).CountAsync(truth => truth.PredictedAt >= from && truth.PredictedAt < to, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The labels that became known after a moment, whenever the predictions were made.</summary>
    public async Task<int> CountNewAsync(string model, DateTimeOffset after, CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            return await Of(context, model).CountAsync(truth => truth.At > after, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>When the prediction was made that so many labelled ones before a moment are not older than; null when there are fewer.</summary>
    public async Task<DateTimeOffset?> LatestAsync(string model, int rows, DateTimeOffset before, CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            return await Of(context, model).Where(truth => truth.PredictedAt < before).OrderByDescending(truth => truth.PredictedAt)
                .Skip(rows - 1).Select(truth => (DateTimeOffset?)truth.PredictedAt).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static IQueryable<Truth> Of(MlOpsDbContext context, string model) => context.Set<Truth>().AsNoTracking().Where(truth => truth.ModelName == model);
}
