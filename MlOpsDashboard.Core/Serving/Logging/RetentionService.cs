using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Serving.Settings;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Serving.Logging;

/// <summary>Tells and changes how long the records of predictions are kept.</summary>
/// <param name="contexts">Makes contexts.</param>
/// <param name="audit">Told of each change.</param>
/// <param name="options">What counts until somebody changes it.</param>
/// <param name="clock">Dates the changes.</param>
public sealed class RetentionService(IDbContextFactory<MlOpsDbContext> contexts, AuditLog audit, IOptions<ServingOptions> options, TimeProvider clock)
{
    /// <summary>The longest time, in days.</summary>
    public const int MostDays = ServingOptions.MostDays;

    private const string Setting = "Serving:KeepPredictionsForDays";

    /// <summary>What counts now.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Retention> GetAsync(CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        StoredSetting? stored = await context.Set<StoredSetting>().AsNoTracking().SingleOrDefaultAsync(setting => setting.Name == Setting, cancellationToken);
        return stored is null
            ? new Retention(options.Value.KeepPredictionsForDays)
            : new Retention(int.Parse(stored.Value, CultureInfo.InvariantCulture), stored.ChangedAt, stored.ChangedBy);
    }

    /// <summary>Changes it; what is too old by then is removed within the hour, for good.</summary>
    /// <param name="days">Days from 0 (for ever) to <see cref="MostDays"/>; null returns to the configuration.</param>
    /// <param name="actor">Who asks for it; an administrator.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidException">There are no such days; field <c>days</c>.</exception>
    public async Task<Retention> ChangeAsync(int? days, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.Administrator);
        if (days is < 0 or > MostDays)
        {
            throw new InvalidException("days", $"days must be from 0 (for ever) to {MostDays}, not {days}.");
        }

        await using (MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken))
        {
            StoredSetting? stored = await context.Set<StoredSetting>().SingleOrDefaultAsync(setting => setting.Name == Setting, cancellationToken);
            string? value = days?.ToString(CultureInfo.InvariantCulture);
            if (stored is not null && value is not null)
            {
                stored.Value = value;
                stored.ChangedAt = clock.GetUtcNow();
                stored.ChangedBy = actor.Name;
            }
            else if (value is not null)
            {
                context.Add(new StoredSetting { Name = Setting, Value = value, ChangedAt = clock.GetUtcNow(), ChangedBy = actor.Name });
            }
            else if (stored is not null)
            {
                context.Remove(stored);
            }

            audit.Append(context, new AuditEntry(actor.Name, "setting.changed", "setting", Setting, Detail: value ?? "as configured"));
            await context.SaveChangesAsync(cancellationToken);
        }

        return await GetAsync(cancellationToken);
    }
}
