using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MlOpsDashboard.Core.Storage.Migrations;

/// <summary>What a search needs of its trials to go on after a restart.</summary>
[DbContext(typeof(MlOpsDbContext))]
[Migration("20261125214500_TrialState")]
internal sealed class TrialStateColumn : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<string>("state", "training_trials", nullable: true);
}
