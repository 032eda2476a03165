using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MlOpsDashboard.Core.Storage.Migrations;

/// <summary>A/B tests, who has a model's traffic, and what predictions were worth.</summary>
[DbContext(typeof(MlOpsDbContext))]
[Migration("20261201000000_AbTests")]
internal sealed class AbTestTables : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "ab_tests",
            table => new
            {
                id = table.Column<string>(nullable: false),
                model_name = table.Column<string>(nullable: false),
                active_model = table.Column<string>(nullable: true),
                revision = table.Column<int>(nullable: false),
                test = table.Column<string>(nullable: false),
                report = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_ab_tests", r => r.id));
        migrationBuilder.CreateIndex("ix_ab_tests_active_model", "ab_tests", "active_model", unique: true);
        migrationBuilder.CreateIndex("ix_ab_tests_model_name_id", "ab_tests", ["model_name", "id"]);
        migrationBuilder.CreateTable(
            "traffic_claims",
            table => new
            {
                model_name = table.Column<string>(nullable: false),
                kind = table.Column<string>(nullable: false),
                holder_id = table.Column<string>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_traffic_claims", r => r.model_name));

        // Roll-outs that go on have their model's traffic already.
        migrationBuilder.Sql("INSERT INTO traffic_claims (model_name, kind, holder_id) SELECT active_model, 'rollout', id FROM rollouts WHERE active_model IS NOT NULL;");
        migrationBuilder.AddColumn<double>("value", "ground_truths", nullable: true);
    }
}
