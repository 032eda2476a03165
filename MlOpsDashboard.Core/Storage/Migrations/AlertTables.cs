using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MlOpsDashboard.Core.Storage.Migrations;

/// <summary>Alert rules, where they stand, what happened, and the messages about it.</summary>
[DbContext(typeof(MlOpsDbContext))]
[Migration("20261130150000_Alerts")]
internal sealed class AlertTables : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        AddRules(migrationBuilder);
        AddEvents(migrationBuilder);
        AddChannels(migrationBuilder);
    }

    private static void AddRules(MigrationBuilder migration)
    {
        migration.CreateTable(
            "alert_rules",
            table => new
            {
                id = table.Column<string>(nullable: false),
                name = table.Column<string>(nullable: false),
                model_name = table.Column<string>(nullable: true),
                metric = table.Column<string>(nullable: false),
                @operator = table.Column<string>(nullable: false),
                threshold = table.Column<double>(nullable: false),
                clear_threshold = table.Column<double>(nullable: true),
                window_seconds = table.Column<int>(nullable: false),
                for_seconds = table.Column<int>(nullable: false),
                min_rows = table.Column<long>(nullable: false),
                severity = table.Column<string>(nullable: false),
                channels = table.Column<string>(nullable: false),
                owner = table.Column<string>(nullable: true),
                enabled = table.Column<bool>(nullable: false),
                silenced_until = table.Column<long>(nullable: true),
                created_at = table.Column<long>(nullable: false),
                created_by = table.Column<string>(nullable: false),
                updated_at = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_alert_rules", r => r.id));
        migration.CreateTable(
            "alert_standings",
            table => new
            {
                rule_id = table.Column<string>(nullable: false),
                model_name = table.Column<string>(nullable: false),
                model_version = table.Column<int>(nullable: true),
                state = table.Column<string>(nullable: false),
                since = table.Column<long>(nullable: false),
                value = table.Column<double>(nullable: true),
                event_id = table.Column<string>(nullable: true),
                told = table.Column<bool>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_alert_standings", r => new { r.rule_id, r.model_name }));
        migration.CreateTable(
            "alert_defaults",
            table => new
            {
                model_name = table.Column<string>(nullable: false),
                at = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_alert_defaults", r => r.model_name));
    }

    private static void AddEvents(MigrationBuilder migration)
    {
        migration.CreateTable(
            "alert_events",
            table => new
            {
                id = table.Column<string>(nullable: false),
                rule_id = table.Column<string>(nullable: false),
                rule_name = table.Column<string>(nullable: false),
                model_name = table.Column<string>(nullable: true),
                model_version = table.Column<int>(nullable: true),
                metric = table.Column<string>(nullable: false),
                @operator = table.Column<string>(nullable: false),
                threshold = table.Column<double>(nullable: false),
                severity = table.Column<string>(nullable: false),
                from_state = table.Column<string>(nullable: false),
                state = table.Column<string>(nullable: false),
                value = table.Column<double>(nullable: true),
                message = table.Column<string>(nullable: false),
                silenced = table.Column<bool>(nullable: false),
                at = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_alert_events", r => r.id));
        migration.CreateIndex("ix_alert_events_rule_id_id", "alert_events", ["rule_id", "id"]);
        migration.CreateIndex("ix_alert_events_at", "alert_events", "at");
    }

    private static void AddChannels(MigrationBuilder migration)
    {
        migration.CreateTable(
            "alert_channels",
            table => new
            {
                id = table.Column<string>(nullable: false),
                name = table.Column<string>(nullable: false),
                kind = table.Column<string>(nullable: false),
                address = table.Column<string>(nullable: false),
                has_secret = table.Column<bool>(nullable: false),
                settings = table.Column<string>(nullable: false),
                created_at = table.Column<long>(nullable: false),
                created_by = table.Column<string>(nullable: false),
                last_sent_at = table.Column<long>(nullable: true),
                last_error = table.Column<string>(nullable: true),
                last_error_at = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_alert_channels", r => r.id));
        migration.CreateTable(
            "alert_deliveries",
            table => new
            {
                id = table.Column<long>(nullable: false).CountUp(),
                channel_id = table.Column<string>(nullable: false),
                event_id = table.Column<string>(nullable: false),
                state = table.Column<string>(nullable: false),
                attempts = table.Column<int>(nullable: false),
                next_attempt_at = table.Column<long>(nullable: false),
                give_up_at = table.Column<long>(nullable: false),
                created_at = table.Column<long>(nullable: false),
                sent_at = table.Column<long>(nullable: true),
                last_error = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_alert_deliveries", r => r.id));
        migration.CreateIndex("ix_alert_deliveries_state_channel_id", "alert_deliveries", ["state", "channel_id"]);
        migration.CreateIndex("ix_alert_deliveries_event_id", "alert_deliveries", "event_id");
    }
}
