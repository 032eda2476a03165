using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MlOpsDashboard.Core.Storage.Migrations;

/// <summary>Sketches of what was predicted, for checks for drift.</summary>
[DbContext(typeof(MlOpsDbContext))]
[Migration("20261130164500_PredictionSketches")]
internal sealed class PredictionSketchTable : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "prediction_sketches",
            table => new
            {
                id = table.Column<string>(nullable: false),
                model_name = table.Column<string>(nullable: false),
                model_version = table.Column<int>(nullable: false),
                first_at = table.Column<long>(nullable: false),
                last_at = table.Column<long>(nullable: false),
                rows = table.Column<int>(nullable: false),
                sketch = table.Column<byte[]>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_prediction_sketches", r => r.id));
        migrationBuilder.CreateIndex("ix_prediction_sketches_model_name_model_version_first_at", "prediction_sketches", ["model_name", "model_version", "first_at"]);
        migrationBuilder.CreateIndex("ix_prediction_sketches_last_at", "prediction_sketches", "last_at");
    }
}
