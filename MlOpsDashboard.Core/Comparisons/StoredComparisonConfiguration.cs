using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MlOpsDashboard.Core.Comparisons;

internal sealed class StoredComparisonConfiguration : IEntityTypeConfiguration<StoredComparison>
{
    public void Configure(EntityTypeBuilder<StoredComparison> builder)
    {
        builder.ToTable("comparisons");
        builder.HasKey(comparison => comparison.Id);
        builder.HasIndex(comparison => comparison.State);
    }
}
