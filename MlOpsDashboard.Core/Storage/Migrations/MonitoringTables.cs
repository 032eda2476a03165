using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MlOpsDashboard.Core.Storage.Migrations;

/// <summary>The roll-ups of traffic and of the process, by minute and by hour.</summary>
[DbContext(typeof(MlOpsDbContext))]
[Migration("20261120700000_Monitoring")]
internal sealed class MonitoringTables : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "traffic_rollups",
            table => new
            {
                id = table.Column<long>(nullable: false).CountUp(),
                step = table.Column<int>(nullable: false),
                at = table.Column<long>(nullable: false),
                part = table.Column<string>(nullable: false),
                model = table.Column<string>(nullable: false),
                version = table.Column<int>(nullable: false),
                route = table.Column<string>(nullable: false),
                answered = table.Column<long>(nullable: false),
                rejected = table.Column<long>(nullable: false),
                errors = table.Column<long>(nullable: false),
                seconds = table.Column<double>(nullable: false),
                durations = table.Column<byte[]>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_traffic_rollups", r => r.id));
        migrationBuilder.CreateIndex("ix_traffic_rollups_key", "traffic_rollups", ["step", "at", "model", "version", "route", "part"], unique: true);
        migrationBuilder.CreateTable(
            "system_rollups",
            table => new
            {
                id = table.Column<long>(nullable: false).CountUp(),
                step = table.Column<int>(nullable: false),
                at = table.Column<long>(nullable: false),
                part = table.Column<string>(nullable: false),
                samples = table.Column<long>(nullable: false),
                cpu = table.Column<double>(nullable: false),
                gc_pause = table.Column<double>(nullable: false),
                allocated = table.Column<double>(nullable: false),
                gen2 = table.Column<long>(nullable: false),
                working_set_bytes = table.Column<long>(nullable: false),
                managed_heap_bytes = table.Column<long>(nullable: false),
                threads = table.Column<int>(nullable: false),
                log_queue = table.Column<long>(nullable: false),
                training_jobs = table.Column<int>(nullable: false),
                disk_free_bytes = table.Column<long>(nullable: false),
                database_bytes = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_system_rollups", r => r.id));
        migrationBuilder.CreateIndex("ix_system_rollups_step_at_part", "system_rollups", ["step", "at", "part"], unique: true);
    }
}
