using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MlOpsDashboard.Core.Storage.Migrations;

/// <summary>Versions that answered the same rows.</summary>
[DbContext(typeof(MlOpsDbContext))]
[Migration("20261201000000_Comparisons")]
internal sealed class ComparisonTable : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "comparisons",
            table => new
            {
                id = table.Column<string>(nullable: false),
                state = table.Column<string>(nullable: false),
                comparison = table.Column<string>(nullable: false),
                report = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_comparisons", c => c.id));
        migrationBuilder.CreateIndex("ix_comparisons_state", "comparisons", "state");
    }
}
