using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MlOpsDashboard.Core.Storage.Migrations;

/// <summary>What turned out to be true of predictions.</summary>
[DbContext(typeof(MlOpsDbContext))]
[Migration("20261120710000_GroundTruth")]
internal sealed class GroundTruthTables : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "ground_truths",
            table => new
            {
                id = table.Column<long>(nullable: false).CountUp(),
                request_id = table.Column<string>(maxLength: 200, nullable: false),
                model_name = table.Column<string>(nullable: false),
                model_version = table.Column<int>(nullable: false),
                predicted_at = table.Column<long>(nullable: false),
                actual = table.Column<double>(nullable: false),
                outputs = table.Column<string>(nullable: false),
                at = table.Column<long>(nullable: false),
                actor = table.Column<string>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_ground_truths", r => r.id));
        migrationBuilder.CreateIndex("ix_ground_truths_request_id", "ground_truths", "request_id", unique: true);
        migrationBuilder.CreateIndex("ix_ground_truths_model_name_predicted_at", "ground_truths", ["model_name", "predicted_at"]);
    }
}
