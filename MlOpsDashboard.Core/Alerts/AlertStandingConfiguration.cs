using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MlOpsDashboard.Core.Alerts;

internal sealed class AlertStandingConfiguration : IEntityTypeConfiguration<AlertStanding>
{
    public void Configure(EntityTypeBuilder<AlertStanding> builder)
    {
        builder.ToTable("alert_standings");
        builder.HasKey(standing => new { standing.RuleId, standing.ModelName });
    }
}
