using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MlOpsDashboard.Core.Approvals;

internal sealed class ApprovalRequestConfiguration : IEntityTypeConfiguration<ApprovalRequest>
{
    public void Configure(EntityTypeBuilder<ApprovalRequest> builder)
    {
        builder.ToTable("approvals").HasKey(r => r.Id);
        builder.Ignore(r => r.ModelId);
        builder.Property(r => r.Checklist).HasConversion<ChecklistConverter>();
        builder.Property(r => r.DecidedChecklist).HasConversion<ChecklistConverter>();

        // A version is asked for once at a time, whatever the code does.
        builder.HasIndex(r => r.PendingModelId).IsUnique();
        builder.HasIndex(r => new { r.ModelName, r.Id });
    }
}
