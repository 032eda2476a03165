using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MlOpsDashboard.Core.Storage.Migrations;

/// <summary>What a model asks for before production, and who asked and who agreed.</summary>
[DbContext(typeof(MlOpsDbContext))]
[Migration("20261201001500_Approvals")]
internal sealed class ApprovalTables : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (string column in (string[])["needs_staging", "needs_approval", "four_eyes"])
        {
            migrationBuilder.AddColumn<bool>(column, "registered_models", nullable: false, defaultValue: false);
        }

        migrationBuilder.AddColumn<string>("approval_id", "stage_events", nullable: true);
        migrationBuilder.CreateTable(
            "approvals",
            table => new
            {
                id = table.Column<string>(nullable: false),
                model_name = table.Column<string>(nullable: false),
                version = table.Column<int>(nullable: false),
                pending_model_id = table.Column<string>(nullable: true),
                state = table.Column<string>(nullable: false),
                requested_by = table.Column<string>(nullable: false),
                requested_at = table.Column<long>(nullable: false),
                comment = table.Column<string>(nullable: true),
                decided_by = table.Column<string>(nullable: true),
                ended_at = table.Column<long>(nullable: true),
                reason = table.Column<string>(nullable: true),
                checklist = table.Column<string>(nullable: false),
                decided_checklist = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_approvals", a => a.id));
        migrationBuilder.CreateIndex("ix_approvals_pending_model_id", "approvals", "pending_model_id", unique: true);
        migrationBuilder.CreateIndex("ix_approvals_model_name_id", "approvals", ["model_name", "id"]);
    }
}
