using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Monitor.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CopyVerdicts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Former",
                table: "CopyLabels",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsTakenBack",
                table: "CopyLabels",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "CopyLabels",
                type: "TEXT",
                maxLength: 500,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "IsRoundUp",
                table: "Attributions",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "IsTooShort",
                table: "Attributions",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            // What was grouped before counts as it would have (2: a round-up).
            migrationBuilder.Sql(
                """
                UPDATE "Attributions" SET
                    "IsRoundUp" = EXISTS (SELECT 1 FROM "StoryArticles" AS p WHERE p."ArticleId" = "Attributions"."ArticleId" AND p."Kind" = 2),
                    "IsTooShort" = EXISTS (SELECT 1 FROM "StoryArticles" AS p WHERE p."ArticleId" = "Attributions"."ArticleId" AND p."IsTooShort");
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Former",
                table: "CopyLabels");

            migrationBuilder.DropColumn(
                name: "IsTakenBack",
                table: "CopyLabels");

            migrationBuilder.DropColumn(
                name: "Reason",
                table: "CopyLabels");

            migrationBuilder.DropColumn(
                name: "IsRoundUp",
                table: "Attributions");

            migrationBuilder.DropColumn(
                name: "IsTooShort",
                table: "Attributions");
        }
    }
}
