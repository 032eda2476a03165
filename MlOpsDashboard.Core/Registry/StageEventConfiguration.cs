using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MlOpsDashboard.Core.Registry;

internal sealed class StageEventConfiguration : IEntityTypeConfiguration<StageEvent>
{
    public void Configure(EntityTypeBuilder<StageEvent> builder)
    {
        // No foreign key: the history outlives what it tells of. The migration forbids changes by trigger.
        builder.ToTable("stage_events").HasKey(e => e.Id);
        builder.HasIndex(e => new { e.Name, e.Version, e.Id });
    }
}
