using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MlOpsDashboard.Core.Storage.Migrations;

/// <summary>Lets the same content be read in two ways, as two versions of a data set.</summary>
[DbContext(typeof(MlOpsDbContext))]
[Migration("20261130040000_DatasetReading")]
internal sealed class DatasetReadingColumn : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("reading_key", "dataset_versions", nullable: false, defaultValue: "");
        migrationBuilder.DropIndex("ix_dataset_versions_dataset_sha256", "dataset_versions");
        migrationBuilder.CreateIndex("ix_dataset_versions_dataset_sha256_reading_key", "dataset_versions", ["dataset", "sha256", "reading_key"], unique: true);
    }
}
