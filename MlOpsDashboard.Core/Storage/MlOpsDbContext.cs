using Microsoft.EntityFrameworkCore;

namespace MlOpsDashboard.Core.Storage;

/// <summary>
/// The database. It lists no tables: each feature configures its own with an <see cref="IEntityTypeConfiguration{T}"/>,
/// found by a scan of the assembly, and reads them with <see cref="DbContext.Set{T}()"/>.
/// </summary>
public sealed class MlOpsDbContext : DbContext
{
    /// <summary>Makes a context.</summary>
    /// <param name="options">Provider and connection.</param>
    public MlOpsDbContext(DbContextOptions<MlOpsDbContext> options)
        : base(options)
    {
        // Also for one statement, so that every writer waits for its turn in the same place (WriteTurns). PostgreSQL has no such turns.
        Database.AutoTransactionBehavior = Database.IsSqlite() ? AutoTransactionBehavior.Always : AutoTransactionBehavior.WhenNeeded;
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();
        configurationBuilder.Conventions.Add(_ => new SnakeCaseConvention());
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(MlOpsDbContext).Assembly);
    }
}
