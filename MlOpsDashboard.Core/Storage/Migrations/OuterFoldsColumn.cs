using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MlOpsDashboard.Core.Storage.Migrations;

/// <summary>What a nested validation needs of its outer folds to go on after a restart.</summary>
[DbContext(typeof(MlOpsDbContext))]
[Migration("20261126064500_OuterFolds")]
internal sealed class OuterFoldsColumn : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<string>("outer_folds", "training_jobs", nullable: false, defaultValue: "[]");
}
