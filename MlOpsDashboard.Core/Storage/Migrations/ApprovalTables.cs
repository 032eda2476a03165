using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MlOpsDashboard.Core.Storage.Migrations;

/// <summary>What a model asks for before production, who asked and who agreed; names of versions; what a key is limited to; owners of models.</summary>
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

        migrationBuilder.AddColumn<string>("scopes", "api_keys", nullable: true);
        migrationBuilder.AddColumn<string>("approval_id", "stage_events", nullable: true);
        migrationBuilder.AddColumn<string>("alias", "stage_events", nullable: true);
        migrationBuilder.AddColumn<string>("label", "model_versions", nullable: true);
        migrationBuilder.CreateIndex("ix_model_versions_name_label", "model_versions", ["name", "label"], unique: true);
        migrationBuilder.CreateTable(
            "model_aliases",
            table => new
            {
                name = table.Column<string>(nullable: false),
                alias = table.Column<string>(nullable: false),
                version = table.Column<int>(nullable: false),
                set_at = table.Column<long>(nullable: false),
                set_by = table.Column<string>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_model_aliases", a => new { a.name, a.alias });
                table.ForeignKey(
                    "fk_model_aliases_model_versions_name_version", a => new { a.name, a.version }, "model_versions", ["name", "version"], onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("ix_model_aliases_name_version", "model_aliases", ["name", "version"]);
        migrationBuilder.CreateTable(
            "model_owners",
            table => new { name = table.Column<string>(nullable: false), owner = table.Column<string>(nullable: false) },
            constraints: table =>
            {
                table.PrimaryKey("pk_model_owners", o => new { o.name, o.owner });
                table.ForeignKey("fk_model_owners_registered_models_name", o => o.name, "registered_models", "name", onDelete: ReferentialAction.Cascade);
            });
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
