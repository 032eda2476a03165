using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MlOpsDashboard.Core.Storage.Migrations;

/// <summary>The log of predictions.</summary>
[DbContext(typeof(MlOpsDbContext))]
[Migration("20261120600000_Serving")]
internal sealed class ServingTables : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "prediction_records",
            table => new
            {
                id = table.Column<long>(nullable: false).CountUp(),
                request_id = table.Column<string>(maxLength: 200, nullable: false),
                model_name = table.Column<string>(nullable: false),
                model_version = table.Column<int>(nullable: false),
                route = table.Column<string>(nullable: false),
                routing_key = table.Column<string>(maxLength: 200, nullable: true),
                at = table.Column<long>(nullable: false),
                latency_ms = table.Column<double>(nullable: false),
                features = table.Column<string>(nullable: false),
                prediction = table.Column<string>(nullable: false),
                outputs = table.Column<string>(nullable: false),
                unseen_words = table.Column<int>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_prediction_records", r => r.id));
        migrationBuilder.CreateIndex("ix_prediction_records_request_id", "prediction_records", "request_id", unique: true);
        migrationBuilder.CreateIndex("ix_prediction_records_model_name_at", "prediction_records", ["model_name", "at"]);
    }
}
