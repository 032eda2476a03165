using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MlOpsDashboard.Core.Storage.Migrations;

/// <summary>Experiments and runs.</summary>
[DbContext(typeof(MlOpsDbContext))]
[Migration("20261120300000_Tracking")]
internal sealed class TrackingTables : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "experiments",
            table => new
            {
                experiment_id = table.Column<string>(nullable: false),
                name = table.Column<string>(nullable: false),
                created_at = table.Column<long>(nullable: false),
                created_by = table.Column<string>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_experiments", e => e.experiment_id));
        migrationBuilder.CreateIndex("ix_experiments_name", "experiments", "name", unique: true);
        CreateRuns(migrationBuilder);
        CreateKeyed(migrationBuilder, "run_params");
        CreateKeyed(migrationBuilder, "run_tags");
        CreateMetrics(migrationBuilder);
        CreateArtifacts(migrationBuilder);
    }

    private static void CreateRuns(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "runs",
            table => new
            {
                run_id = table.Column<string>(nullable: false),
                experiment_id = table.Column<string>(nullable: false),
                experiment = table.Column<string>(nullable: false),
                name = table.Column<string>(nullable: false),
                status = table.Column<string>(nullable: false),
                started_at = table.Column<long>(nullable: false),
                ended_at = table.Column<long>(nullable: true),
                updated_at = table.Column<long>(nullable: false),
                created_by = table.Column<string>(nullable: false),
                error = table.Column<string>(nullable: true),
                job_id = table.Column<string>(nullable: true),
                parent_run_id = table.Column<string>(nullable: true),
                dataset_name = table.Column<string>(nullable: true),
                dataset_version = table.Column<int>(nullable: true),
                dataset_sha256 = table.Column<string>(nullable: true),
                seed = table.Column<long>(nullable: true),
                code_version = table.Column<string>(nullable: true),
                environment = table.Column<string>(nullable: false),
                metric = table.Column<string>(nullable: true),
                score = table.Column<double>(nullable: true),
                model_sha256 = table.Column<string>(nullable: true),
                model_bytes = table.Column<long>(nullable: true),
                model = table.Column<string>(nullable: true),
                register_as = table.Column<string>(nullable: true),
                notes = table.Column<string>(nullable: false),
                deleted_at = table.Column<long>(nullable: true),
                deleted_by = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_runs", r => r.run_id);
                table.ForeignKey(
                    "fk_runs_experiments_experiment_id",
                    r => r.experiment_id,
                    "experiments",
                    "experiment_id",
                    onDelete: ReferentialAction.Restrict);
            });
        Index(migrationBuilder, "runs", "experiment_id", "started_at");
        Index(migrationBuilder, "runs", "experiment_id", "metric", "score");
        Index(migrationBuilder, "runs", "parent_run_id");
        Index(migrationBuilder, "runs", "job_id");
        Index(migrationBuilder, "runs", "started_at");
        Index(migrationBuilder, "runs", "deleted_at");
        Index(migrationBuilder, "runs", "status", "register_as");
    }

    private static void CreateKeyed(MigrationBuilder migrationBuilder, string name) => migrationBuilder.CreateTable(
        name,
        table => new
        {
            run_id = table.Column<string>(nullable: false),
            key = table.Column<string>(nullable: false),
            value = table.Column<string>(nullable: false),
        },
        constraints: table =>
        {
            table.PrimaryKey($"pk_{name}", row => new { row.run_id, row.key });
            table.ForeignKey($"fk_{name}_runs_run_id", row => row.run_id, "runs", "run_id", onDelete: ReferentialAction.Cascade);
        });

    private static void CreateMetrics(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "run_metrics",
            table => new
            {
                run_id = table.Column<string>(nullable: false),
                key = table.Column<string>(nullable: false),
                value = table.Column<double>(nullable: true),
                step = table.Column<long>(nullable: false),
                at = table.Column<long>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_run_metrics", row => new { row.run_id, row.key });
                table.ForeignKey("fk_run_metrics_runs_run_id", row => row.run_id, "runs", "run_id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateTable(
            "run_metric_points",
            table => new
            {
                id = table.Column<long>(nullable: false).CountUp(),
                run_id = table.Column<string>(nullable: false),
                key = table.Column<string>(nullable: false),
                value = table.Column<double>(nullable: true),
                step = table.Column<long>(nullable: false),
                at = table.Column<long>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_run_metric_points", row => row.id);
                table.ForeignKey(
                    "fk_run_metric_points_runs_run_id", row => row.run_id, "runs", "run_id", onDelete: ReferentialAction.Cascade);
            });
        Index(migrationBuilder, "run_metric_points", "run_id", "key", "step");
    }

    private static void CreateArtifacts(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "run_artifacts",
            table => new
            {
                run_id = table.Column<string>(nullable: false),
                path = table.Column<string>(nullable: false),
                content_type = table.Column<string>(nullable: false),
                sha256 = table.Column<string>(nullable: false),
                bytes = table.Column<long>(nullable: false),
                created_at = table.Column<long>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_run_artifacts", row => new { row.run_id, row.path });
                table.ForeignKey(
                    "fk_run_artifacts_runs_run_id", row => row.run_id, "runs", "run_id", onDelete: ReferentialAction.Cascade);
            });
        Index(migrationBuilder, "run_artifacts", "sha256");
    }

    private static void Index(MigrationBuilder migrationBuilder, string table, params string[] columns) =>
        migrationBuilder.CreateIndex($"ix_{table}_{string.Join('_', columns)}", table, columns);
}
