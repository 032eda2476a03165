using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MlOpsDashboard.Core.Storage.Migrations;

/// <summary>Policies of automated retraining, and what they decided.</summary>
[DbContext(typeof(MlOpsDbContext))]
[Migration("20261130140000_Retraining")]
internal sealed class RetrainingTables : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "retraining_policies",
            table => new
            {
                model_name = table.Column<string>(nullable: false),
                policy = table.Column<string>(nullable: false),
                enabled = table.Column<bool>(nullable: false),
                scheduled_from = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_retraining_policies", r => r.model_name));
        migrationBuilder.CreateTable(
            "retraining_decisions",
            table => new
            {
                id = table.Column<string>(nullable: false),
                model_name = table.Column<string>(nullable: false),
                active_model = table.Column<string>(nullable: true),
                started_at = table.Column<long>(nullable: false),
                ended_at = table.Column<long>(nullable: true),
                state = table.Column<string>(nullable: false),
                decision = table.Column<string>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_retraining_decisions", r => r.id));
        migrationBuilder.CreateIndex("ix_retraining_decisions_active_model", "retraining_decisions", "active_model", unique: true);
        migrationBuilder.CreateIndex("ix_retraining_decisions_model_name_id", "retraining_decisions", ["model_name", "id"]);
    }
}
