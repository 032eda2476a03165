using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MlOpsDashboard.Core.Storage.Migrations;

/// <summary>How models are checked for drift, and when.</summary>
[DbContext(typeof(MlOpsDbContext))]
[Migration("20261130141000_DriftSettings")]
internal sealed class DriftSettingsTable : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "drift_settings",
            table => new
            {
                model_name = table.Column<string>(nullable: false),
                settings = table.Column<string>(nullable: false),
                next_check_at = table.Column<long>(nullable: true),
                last_problem = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_drift_settings", r => r.model_name));
        migrationBuilder.CreateIndex("ix_drift_settings_next_check_at", "drift_settings", "next_check_at");
    }
}
