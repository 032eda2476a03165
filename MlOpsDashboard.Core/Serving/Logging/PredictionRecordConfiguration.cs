using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MlOpsDashboard.Core.Serving.Scoring;

namespace MlOpsDashboard.Core.Serving.Logging;

internal sealed class PredictionRecordConfiguration : IEntityTypeConfiguration<PredictionRecord>
{
    public const string Table = "prediction_records";

    public void Configure(EntityTypeBuilder<PredictionRecord> builder)
    {
        builder.ToTable(Table);
        builder.HasKey(record => record.Id);
        builder.Property(record => record.Id).ValueGeneratedOnAdd();
        builder.HasIndex(record => record.RequestId).IsUnique();
        builder.HasIndex(record => new { record.ModelName, record.At });
        builder.Property(record => record.RequestId).HasMaxLength(EnvelopeReader.MaxTextLength);
        builder.Property(record => record.RoutingKey).HasMaxLength(EnvelopeReader.MaxTextLength);
    }
}
