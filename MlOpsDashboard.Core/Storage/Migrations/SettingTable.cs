using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MlOpsDashboard.Core.Storage.Migrations;

/// <summary>Settings that are changed while the program runs.</summary>
[DbContext(typeof(MlOpsDbContext))]
[Migration("20261130063000_Settings")]
internal sealed class SettingTable : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable(
        "settings",
        table => new
        {
            name = table.Column<string>(),
            value = table.Column<string>(),
            changed_at = table.Column<long>(),
            changed_by = table.Column<string>(),
        },
        constraints: table => table.PrimaryKey("pk_settings", s => s.name));
}
