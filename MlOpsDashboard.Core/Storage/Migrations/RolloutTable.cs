using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MlOpsDashboard.Core.Storage.Migrations;

/// <summary>Versions on their way to production.</summary>
[DbContext(typeof(MlOpsDbContext))]
[Migration("20261130210000_Rollouts")]
internal sealed class RolloutTable : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "rollouts",
            table => new
            {
                id = table.Column<string>(nullable: false),
                model_name = table.Column<string>(nullable: false),
                active_model = table.Column<string>(nullable: true),
                revision = table.Column<int>(nullable: false),
                rollout = table.Column<string>(nullable: false),
                report = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_rollouts", r => r.id));
        migrationBuilder.CreateIndex("ix_rollouts_active_model", "rollouts", "active_model", unique: true);
        migrationBuilder.CreateIndex("ix_rollouts_model_name_id", "rollouts", ["model_name", "id"]);
    }
}
