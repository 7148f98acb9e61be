using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Monitor.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class FactsOfBefore : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // What was told by fortnights counts as told for every event there is now, and for none that comes later.
            migrationBuilder.Sql("""
                UPDATE "AttributionEvents" SET "PredatesIncidents" = TRUE,
                    "LastAt" = COALESCE((SELECT MAX(a."PublishedAt") FROM "Attributions" a
                        WHERE a."EventId" = "AttributionEvents"."Id" AND a."Kind" = 0), "StartAt");
                """);
            migrationBuilder.Sql("""
                UPDATE "Facts" SET "EventId" = (SELECT MIN(a."EventId") FROM "AttributionFacts" af JOIN "Attributions" a ON a."Id" = af."EvidenceId"
                    WHERE af."FactsId" = "Facts"."Id");
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {

        }
    }
}
