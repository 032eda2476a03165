using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MlOpsDashboard.Core.Storage.Migrations;

/// <summary>Registered models, their versions and what happened to them.</summary>
[DbContext(typeof(MlOpsDbContext))]
[Migration("20261120500000_Registry")]
internal sealed class RegistryTables : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "registered_models",
            table => new
            {
                name = table.Column<string>(nullable: false),
                description = table.Column<string>(nullable: false),
                last_version = table.Column<int>(nullable: false),
                created_at = table.Column<long>(nullable: false),
                created_by = table.Column<string>(nullable: false),
                updated_at = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_registered_models", m => m.name));
        CreateVersions(migrationBuilder);
        CreateEvents(migrationBuilder);
        CreateComments(migrationBuilder);
    }

    private static void CreateVersions(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "model_versions",
            table => new
            {
                name = table.Column<string>(nullable: false),
                version = table.Column<int>(nullable: false),
                stage = table.Column<string>(nullable: false),
                stage_since = table.Column<long>(nullable: false),
                run_id = table.Column<string>(nullable: false),
                experiment = table.Column<string>(nullable: false),
                parent_version = table.Column<int>(nullable: true),
                artifact_sha256 = table.Column<string>(nullable: false),
                bytes = table.Column<long>(nullable: false),
                learner = table.Column<string>(nullable: false),
                task = table.Column<string>(nullable: false),
                target = table.Column<string>(nullable: false),
                metric = table.Column<string>(nullable: true),
                metrics = table.Column<string>(nullable: false),
                parameters = table.Column<string>(nullable: false),
                signature = table.Column<string>(nullable: false),
                dataset_name = table.Column<string>(nullable: true),
                dataset_version = table.Column<int>(nullable: true),
                dataset_sha256 = table.Column<string>(nullable: true),
                seed = table.Column<long>(nullable: true),
                code_version = table.Column<string>(nullable: true),
                description = table.Column<string>(nullable: false),
                created_at = table.Column<long>(nullable: false),
                created_by = table.Column<string>(nullable: false),
                deleted_at = table.Column<long>(nullable: true),
                deleted_by = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_model_versions", v => new { v.name, v.version });
                table.ForeignKey(
                    "fk_model_versions_registered_models_name",
                    v => v.name,
                    "registered_models",
                    "name",
                    onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateIndex("ix_model_versions_name", "model_versions", "name", unique: true, filter: "stage = 'production'");
        migrationBuilder.CreateIndex("ix_model_versions_run_id_name", "model_versions", ["run_id", "name"], unique: true);
        migrationBuilder.CreateIndex("ix_model_versions_artifact_sha256", "model_versions", "artifact_sha256");
        migrationBuilder.CreateIndex("ix_model_versions_deleted_at", "model_versions", "deleted_at");
    }

    private static void CreateEvents(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "stage_events",
            table => new
            {
                id = table.Column<long>(nullable: false).CountUp(),
                name = table.Column<string>(nullable: false),
                version = table.Column<int>(nullable: false),
                kind = table.Column<string>(nullable: false),
                from_stage = table.Column<string>(nullable: true),
                to_stage = table.Column<string>(nullable: true),
                at = table.Column<long>(nullable: false),
                actor = table.Column<string>(nullable: false),
                comment = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_stage_events", e => e.id));
        migrationBuilder.CreateIndex("ix_stage_events_name_version_id", "stage_events", ["name", "version", "id"]);
        migrationBuilder.MakeAppendOnly("stage_events");
    }

    private static void CreateComments(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "model_comments",
            table => new
            {
                id = table.Column<long>(nullable: false).CountUp(),
                name = table.Column<string>(nullable: false),
                version = table.Column<int>(nullable: false),
                at = table.Column<long>(nullable: false),
                author = table.Column<string>(nullable: false),
                text = table.Column<string>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_model_comments", c => c.id);
                table.ForeignKey(
                    "fk_model_comments_model_versions_name_version",
                    c => new { c.name, c.version },
                    "model_versions",
                    ["name", "version"],
                    onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("ix_model_comments_name_version", "model_comments", ["name", "version"]);
    }
}
