using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Monitor.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Incidents : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "EventId",
                table: "Facts",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Incident",
                table: "Attributions",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RespondsTo",
                table: "Attributions",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Story",
                table: "Attributions",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "LastAt",
                table: "AttributionEvents",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<bool>(
                name: "PredatesIncidents",
                table: "AttributionEvents",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "TiedToId",
                table: "AttributionEvents",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "FactAliases",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    FactId = table.Column<long>(type: "bigint", nullable: false),
                    Key = table.Column<string>(type: "text", nullable: false),
                    ToldUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FactAliases", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FactAliases_Facts_FactId",
                        column: x => x.FactId,
                        principalTable: "Facts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "IncidentNames",
                columns: table => new
                {
                    EventId = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    AccusedRoot = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IncidentNames", x => new { x.EventId, x.Name });
                    table.ForeignKey(
                        name: "FK_IncidentNames_AttributionEvents_EventId",
                        column: x => x.EventId,
                        principalTable: "AttributionEvents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Facts_EventId",
                table: "Facts",
                column: "EventId");

            migrationBuilder.CreateIndex(
                name: "IX_AttributionEvents_AccusedRoot_LastAt",
                table: "AttributionEvents",
                columns: new[] { "AccusedRoot", "LastAt" });

            migrationBuilder.CreateIndex(
                name: "IX_AttributionEvents_TiedToId",
                table: "AttributionEvents",
                column: "TiedToId");

            migrationBuilder.CreateIndex(
                name: "IX_FactAliases_FactId",
                table: "FactAliases",
                column: "FactId");

            migrationBuilder.CreateIndex(
                name: "IX_FactAliases_Key",
                table: "FactAliases",
                column: "Key");

            migrationBuilder.CreateIndex(
                name: "IX_IncidentNames_AccusedRoot_Name",
                table: "IncidentNames",
                columns: new[] { "AccusedRoot", "Name" });

            migrationBuilder.AddForeignKey(
                name: "FK_AttributionEvents_AttributionEvents_TiedToId",
                table: "AttributionEvents",
                column: "TiedToId",
                principalTable: "AttributionEvents",
                principalColumn: "Id");

            migrationBuilder.AddForeignKey(
                name: "FK_Facts_AttributionEvents_EventId",
                table: "Facts",
                column: "EventId",
                principalTable: "AttributionEvents",
                principalColumn: "Id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_AttributionEvents_AttributionEvents_TiedToId",
                table: "AttributionEvents");

            migrationBuilder.DropForeignKey(
                name: "FK_Facts_AttributionEvents_EventId",
                table: "Facts");

            migrationBuilder.DropTable(
                name: "FactAliases");

            migrationBuilder.DropTable(
                name: "IncidentNames");

            migrationBuilder.DropIndex(
                name: "IX_Facts_EventId",
                table: "Facts");

            migrationBuilder.DropIndex(
                name: "IX_AttributionEvents_AccusedRoot_LastAt",
                table: "AttributionEvents");

            migrationBuilder.DropIndex(
                name: "IX_AttributionEvents_TiedToId",
                table: "AttributionEvents");

            migrationBuilder.DropColumn(
                name: "EventId",
                table: "Facts");

            migrationBuilder.DropColumn(
                name: "Incident",
                table: "Attributions");

            migrationBuilder.DropColumn(
                name: "RespondsTo",
                table: "Attributions");

            migrationBuilder.DropColumn(
                name: "Story",
                table: "Attributions");

            migrationBuilder.DropColumn(
                name: "LastAt",
                table: "AttributionEvents");

            migrationBuilder.DropColumn(
                name: "PredatesIncidents",
                table: "AttributionEvents");

            migrationBuilder.DropColumn(
                name: "TiedToId",
                table: "AttributionEvents");
        }
    }
}
