using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MlOpsDashboard.Core.Alerts;

internal sealed class AlertRuleConfiguration : IEntityTypeConfiguration<AlertRule>
{
    public void Configure(EntityTypeBuilder<AlertRule> builder)
    {
        builder.ToTable("alert_rules");
        builder.HasKey(rule => rule.Id);
        builder.Property(rule => rule.Channels).HasConversion(
            ids => JsonSerializer.Serialize(ids, JsonSerializerOptions.Default),
            text => JsonSerializer.Deserialize<string[]>(text, JsonSerializerOptions.Default)!,
            new ValueComparer<IReadOnlyList<string>>((one, other) => one!.SequenceEqual(other!), ids => ids.Count, ids => ids));
    }
}
