using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MlOpsDashboard.Core.Storage.Migrations;

/// <summary>Editors are data scientists: production is an approver's now.</summary>
[DbContext(typeof(MlOpsDbContext))]
[Migration("20261130210000_RoleNames")]
internal sealed class RoleNames : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (string table in (string[])["users", "api_keys"])
        {
            migrationBuilder.Sql($"UPDATE {table} SET role = 'data_scientist' WHERE role = 'editor'");
        }
    }
}
