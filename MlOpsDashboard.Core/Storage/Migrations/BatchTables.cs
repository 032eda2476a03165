using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MlOpsDashboard.Core.Storage.Migrations;

/// <summary>Predictions of whole tables.</summary>
[DbContext(typeof(MlOpsDbContext))]
[Migration("20261125220000_Batch")]
internal sealed class BatchTables : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "batch_jobs",
            table => new
            {
                job_id = table.Column<string>(nullable: false),
                model_name = table.Column<string>(nullable: false),
                model_version = table.Column<int>(nullable: false),
                source = table.Column<string>(nullable: false),
                dataset = table.Column<string>(nullable: true),
                dataset_version = table.Column<int>(nullable: true),
                input_sha256 = table.Column<string>(nullable: false),
                input_bytes = table.Column<long>(nullable: false),
                format = table.Column<string>(nullable: false),
                state = table.Column<string>(nullable: false),
                progress = table.Column<double>(nullable: false),
                rows_done = table.Column<long>(nullable: false),
                rows_total = table.Column<long>(nullable: true),
                error = table.Column<string>(nullable: true),
                error_line = table.Column<long>(nullable: true),
                result_sha256 = table.Column<string>(nullable: true),
                result_bytes = table.Column<long>(nullable: true),
                result_expires_at = table.Column<long>(nullable: true),
                attempts = table.Column<int>(nullable: false),
                created_at = table.Column<long>(nullable: false),
                created_by = table.Column<string>(nullable: false),
                started_at = table.Column<long>(nullable: true),
                finished_at = table.Column<long>(nullable: true),
                cancel_requested_at = table.Column<long>(nullable: true),
                cancelled_by = table.Column<string>(nullable: true),
                idempotency_key = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_batch_jobs", j => j.job_id));
        migrationBuilder.CreateIndex("ix_batch_jobs_state", "batch_jobs", "state");
        migrationBuilder.CreateIndex("ix_batch_jobs_idempotency_key", "batch_jobs", "idempotency_key", unique: true);
        migrationBuilder.CreateIndex("ix_batch_jobs_result_expires_at", "batch_jobs", "result_expires_at");
    }
}
