using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MlOpsDashboard.Core.Tracking;

internal sealed class RunParameterConfiguration : IEntityTypeConfiguration<RunParameter>
{
    public void Configure(EntityTypeBuilder<RunParameter> builder)
    {
        builder.ToTable("run_params").HasKey(row => new { row.RunId, row.Key });
        builder.HasOne<Run>().WithMany().HasForeignKey(row => row.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}
