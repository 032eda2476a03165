using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Datasets;

internal sealed class DatasetVersionConfiguration : IEntityTypeConfiguration<DatasetVersion>
{
    public void Configure(EntityTypeBuilder<DatasetVersion> builder)
    {
        builder.ToTable("dataset_versions").HasKey(version => new { version.Dataset, version.Version });
        builder.HasOne<Dataset>().WithMany().HasForeignKey(version => version.Dataset).OnDelete(DeleteBehavior.Restrict);
        builder.Property(version => version.Columns).HasConversion<JsonText<IReadOnlyList<ColumnSchema>>, ByReference<IReadOnlyList<ColumnSchema>>>();
        builder.Property(version => version.Format).HasConversion<JsonText<CsvFormat>, ByReference<CsvFormat>>();
        builder.Property(version => version.Warnings).HasConversion<JsonText<IReadOnlyList<string>>, ByReference<IReadOnlyList<string>>>();

        // The same content, read in the same way, is one version, however many uploads of it arrive at once.
        builder.HasIndex(version => new { version.Dataset, version.Sha256, version.ReadingKey }).IsUnique();
        builder.HasIndex(version => version.DeletedAt);
    }
}
