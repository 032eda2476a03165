using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Deployments;

/// <summary>Makes and gives back claims to a model's traffic, in the transaction of whoever needs one.</summary>
internal static class TrafficClaims
{
    /// <summary>Gives a claim back, where there is one.</summary>
    /// <param name="context">What it goes with.</param>
    /// <param name="holderId">Whose it is.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task GiveBackAsync(MlOpsDbContext context, string holderId, CancellationToken cancellationToken) =>
        context.RemoveRange(await context.Set<TrafficClaim>().Where(claim => claim.HolderId == holderId).ToListAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>Stores what a context holds.</summary>
    /// <param name="context">The changes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when somebody else has the traffic, or has changed the same thing meanwhile.</returns>
    public static async Task<bool> TrySaveAsync(MlOpsDbContext context, CancellationToken cancellationToken)
    {
        try
        {
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (DbUpdateException exception) when (exception is DbUpdateConcurrencyException || exception.IsUniqueViolation())
        {
            return false;
        }
    }

    /// <summary>Why a model's traffic cannot be had, in a sentence.</summary>
    /// <param name="contexts">Reads who has it.</param>
    /// <param name="model">The model.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<string> RefusalAsync(IDbContextFactory<MlOpsDbContext> contexts, string model, CancellationToken cancellationToken)
    {
        MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            string? kind = await context.Set<TrafficClaim>().Where(claim => claim.ModelName == model).Select(claim => claim.Kind)
                .SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false);
            return kind == TrafficClaim.AbTest
                ? $"{model} has an A/B test that goes on: stop or complete it, or wait for its end."
                : $"{model} has a roll-out that goes on: abort it, or wait for its end.";
        }
    }
}
