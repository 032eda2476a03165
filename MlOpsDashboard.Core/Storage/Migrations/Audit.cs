using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MlOpsDashboard.Core.Storage.Migrations;

/// <summary>The log of changes.</summary>
[DbContext(typeof(MlOpsDbContext))]
[Migration("20261120100000_Audit")]
internal sealed class Audit : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "audit_events",
            table => new
            {
                event_id = table.Column<long>().CountUp(),
                at = table.Column<long>(),
                actor = table.Column<string>(),
                action = table.Column<string>(),
                subject_kind = table.Column<string>(),
                subject_id = table.Column<string>(),
                reason = table.Column<string>(nullable: true),
                detail = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_audit_events", e => e.event_id));
        migrationBuilder.CreateIndex("ix_audit_events_subject_kind_subject_id", "audit_events", ["subject_kind", "subject_id"]);
        migrationBuilder.MakeAppendOnly("audit_events");
    }
}
