using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MlOpsDashboard.Core.Storage.Migrations;

/// <summary>The roll-ups of what comes in for models, by minute and by hour.</summary>
[DbContext(typeof(MlOpsDbContext))]
[Migration("20261125213000_Inputs")]
internal sealed class InputTables : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "input_rollups",
            table => new
            {
                id = table.Column<long>(nullable: false).CountUp(),
                step = table.Column<int>(nullable: false),
                at = table.Column<long>(nullable: false),
                part = table.Column<string>(nullable: false),
                model = table.Column<string>(nullable: false),
                version = table.Column<int>(nullable: false),
                rows = table.Column<long>(nullable: false),
                refused = table.Column<long>(nullable: false),
                unknown_fields = table.Column<long>(nullable: false),
                features = table.Column<string>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_input_rollups", r => r.id));
        migrationBuilder.CreateIndex("ix_input_rollups_key", "input_rollups", ["step", "at", "model", "version", "part"], unique: true);
    }
}
