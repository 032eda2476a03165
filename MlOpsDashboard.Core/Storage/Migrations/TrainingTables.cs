using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MlOpsDashboard.Core.Storage.Migrations;

/// <summary>Training jobs with their trials and log.</summary>
[DbContext(typeof(MlOpsDbContext))]
[Migration("20261120400000_Training")]
internal sealed class TrainingTables : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        CreateJobs(migrationBuilder);
        migrationBuilder.CreateTable(
            "training_trials",
            table => new
            {
                job_id = table.Column<string>(nullable: false),
                number = table.Column<int>(nullable: false),
                learner = table.Column<string>(nullable: false),
                hyperparameters = table.Column<string>(nullable: false),
                value = table.Column<double>(nullable: true),
                outcome = table.Column<string>(nullable: false),
                seconds = table.Column<double>(nullable: false),
                run_id = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_training_trials", t => new { t.job_id, t.number });
                table.ForeignKey(
                    "fk_training_trials_training_jobs_job_id",
                    t => t.job_id,
                    "training_jobs",
                    "job_id",
                    onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateTable(
            "training_log_lines",
            table => new
            {
                job_id = table.Column<string>(nullable: false),
                seq = table.Column<long>(nullable: false),
                at = table.Column<long>(nullable: false),
                level = table.Column<string>(nullable: false),
                message = table.Column<string>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_training_log_lines", l => new { l.job_id, l.seq });
                table.ForeignKey(
                    "fk_training_log_lines_training_jobs_job_id",
                    l => l.job_id,
                    "training_jobs",
                    "job_id",
                    onDelete: ReferentialAction.Cascade);
            });
    }

    private static void CreateJobs(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "training_jobs",
            table => new
            {
                job_id = table.Column<string>(nullable: false),
                request = table.Column<string>(nullable: false),
                model_name = table.Column<string>(nullable: false),
                experiment_name = table.Column<string>(nullable: false),
                state = table.Column<string>(nullable: false),
                progress = table.Column<double>(nullable: false),
                stage = table.Column<string>(nullable: false),
                trials_done = table.Column<int>(nullable: false),
                trials_total = table.Column<int>(nullable: false),
                best_learner = table.Column<string>(nullable: true),
                best_metric = table.Column<string>(nullable: true),
                best_value = table.Column<double>(nullable: true),
                run_id = table.Column<string>(nullable: true),
                error = table.Column<string>(nullable: true),
                attempts = table.Column<int>(nullable: false),
                created_at = table.Column<long>(nullable: false),
                created_by = table.Column<string>(nullable: false),
                started_at = table.Column<long>(nullable: true),
                finished_at = table.Column<long>(nullable: true),
                cancel_requested_at = table.Column<long>(nullable: true),
                cancelled_by = table.Column<string>(nullable: true),
                idempotency_key = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_training_jobs", j => j.job_id));
        migrationBuilder.CreateIndex("ix_training_jobs_state", "training_jobs", "state");
        migrationBuilder.CreateIndex("ix_training_jobs_idempotency_key", "training_jobs", "idempotency_key", unique: true);
    }
}
