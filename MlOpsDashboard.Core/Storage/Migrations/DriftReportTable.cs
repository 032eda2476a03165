using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MlOpsDashboard.Core.Storage.Migrations;

/// <summary>What checks for drift said.</summary>
[DbContext(typeof(MlOpsDbContext))]
[Migration("20261130110000_DriftReports")]
internal sealed class DriftReportTable : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "drift_reports",
            table => new
            {
                id = table.Column<string>(nullable: false),
                model_name = table.Column<string>(nullable: false),
                model_version = table.Column<int>(nullable: false),
                checked_at = table.Column<long>(nullable: false),
                source = table.Column<string>(nullable: false),
                rows = table.Column<int>(nullable: false),
                verdict = table.Column<string>(nullable: false),
                share_drifted = table.Column<double>(nullable: true),
                report = table.Column<string>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_drift_reports", r => r.id));
        migrationBuilder.CreateIndex("ix_drift_reports_model_name_checked_at", "drift_reports", ["model_name", "checked_at"]);
    }
}
