using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MlOpsDashboard.Core.AbTests;

internal sealed class StoredAbTestConfiguration : IEntityTypeConfiguration<StoredAbTest>
{
    public void Configure(EntityTypeBuilder<StoredAbTest> builder)
    {
        builder.ToTable("ab_tests");
        builder.HasKey(test => test.Id);
        builder.Property(test => test.Revision).IsConcurrencyToken();
        builder.HasIndex(test => test.ActiveModel).IsUnique();
        builder.HasIndex(test => new { test.ModelName, test.Id });
    }
}
