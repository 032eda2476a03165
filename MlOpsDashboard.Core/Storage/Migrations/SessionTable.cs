using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MlOpsDashboard.Core.Storage.Migrations;

/// <summary>The sessions of signed-in browsers, so that signing out ends them on the server.</summary>
[DbContext(typeof(MlOpsDbContext))]
[Migration("20261130031500_Sessions")]
internal sealed class SessionTable : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable(
        "sessions",
        table => new
        {
            session_id = table.Column<string>(),
            user_id = table.Column<string>(),
            began_at = table.Column<long>(),
            ended_at = table.Column<long>(nullable: true),
        },
        constraints: table => table.PrimaryKey("pk_sessions", s => s.session_id));
}
