using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MlOpsDashboard.Core.Monitoring.Rollups;

internal sealed class SystemRollupConfiguration : IEntityTypeConfiguration<SystemRollup>
{
    public void Configure(EntityTypeBuilder<SystemRollup> builder)
    {
        builder.ToTable("system_rollups");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
        builder.HasIndex(row => new { row.Step, row.At, row.Part }).IsUnique();
    }
}
