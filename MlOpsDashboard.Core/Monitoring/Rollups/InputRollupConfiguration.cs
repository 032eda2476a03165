using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MlOpsDashboard.Core.Monitoring.Rollups;

internal sealed class InputRollupConfiguration : IEntityTypeConfiguration<InputRollup>
{
    public void Configure(EntityTypeBuilder<InputRollup> builder)
    {
        builder.ToTable("input_rollups");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
        builder.HasIndex(row => new { row.Step, row.At, row.Model, row.Version, row.Part })
            .IsUnique().HasDatabaseName("ix_input_rollups_key");
    }
}
