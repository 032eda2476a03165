using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MlOpsDashboard.Core.Storage.Migrations;

/// <summary>Data sets and their versions.</summary>
[DbContext(typeof(MlOpsDbContext))]
[Migration("20261120200000_Datasets")]
internal sealed class DatasetTables : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "datasets",
            table => new
            {
                name = table.Column<string>(nullable: false),
                last_version = table.Column<int>(nullable: false),
                created_at = table.Column<long>(nullable: false),
                created_by = table.Column<string>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_datasets", dataset => dataset.name));
        migrationBuilder.CreateTable(
            "dataset_versions",
            table => new
            {
                dataset = table.Column<string>(nullable: false),
                version = table.Column<int>(nullable: false),
                sha256 = table.Column<string>(nullable: false),
                rows = table.Column<long>(nullable: false),
                bytes = table.Column<long>(nullable: false),
                columns = table.Column<string>(nullable: false),
                format = table.Column<string>(nullable: false),
                target = table.Column<string>(nullable: true),
                suggested_target = table.Column<string>(nullable: true),
                description = table.Column<string>(nullable: true),
                warnings = table.Column<string>(nullable: false),
                created_at = table.Column<long>(nullable: false),
                created_by = table.Column<string>(nullable: false),
                source = table.Column<string>(nullable: false),
                analysis_sha256 = table.Column<string>(nullable: false),
                analysis_bytes = table.Column<long>(nullable: false),
                deleted_at = table.Column<long>(nullable: true),
                deleted_by = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_dataset_versions", version => new { version.dataset, version.version });
                table.ForeignKey(
                    "fk_dataset_versions_datasets_dataset", version => version.dataset, "datasets", "name", onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateIndex("ix_dataset_versions_dataset_sha256", "dataset_versions", ["dataset", "sha256"], unique: true);
        migrationBuilder.CreateIndex("ix_dataset_versions_deleted_at", "dataset_versions", "deleted_at");
    }
}
