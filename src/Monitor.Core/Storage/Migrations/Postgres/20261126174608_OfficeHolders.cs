using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Monitor.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class OfficeHolders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Lessons",
                table: "Articles",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "LearntOffices",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    NameKey = table.Column<string>(type: "text", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Owner = table.Column<string>(type: "text", nullable: false),
                    Office = table.Column<string>(type: "text", nullable: false),
                    Standing = table.Column<string>(type: "text", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    Until = table.Column<DateOnly>(type: "date", nullable: true),
                    NamedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Why = table.Column<string>(type: "text", nullable: false),
                    Evidence = table.Column<string>(type: "text", nullable: false),
                    DecidedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LearntOffices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OfficeJudgements",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    NameKey = table.Column<string>(type: "text", nullable: false),
                    Owner = table.Column<string>(type: "text", nullable: false),
                    IsAccepted = table.Column<bool>(type: "boolean", nullable: false),
                    Author = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OfficeJudgements", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OfficeSightings",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    NameKey = table.Column<string>(type: "text", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Owner = table.Column<string>(type: "text", nullable: false),
                    Office = table.Column<string>(type: "text", nullable: false),
                    IsOfMany = table.Column<bool>(type: "boolean", nullable: false),
                    Telling = table.Column<string>(type: "text", nullable: false),
                    BookHolder = table.Column<string>(type: "text", nullable: true),
                    Outlet = table.Column<string>(type: "text", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    ArticleId = table.Column<long>(type: "bigint", nullable: false),
                    Quote = table.Column<string>(type: "text", nullable: false),
                    OtherWords = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OfficeSightings", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_LearntOffices_Owner_Office_NameKey",
                table: "LearntOffices",
                columns: new[] { "Owner", "Office", "NameKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LearntOffices_Sequence",
                table: "LearntOffices",
                column: "Sequence");

            migrationBuilder.CreateIndex(
                name: "IX_OfficeJudgements_NameKey_Owner",
                table: "OfficeJudgements",
                columns: new[] { "NameKey", "Owner" });

            migrationBuilder.CreateIndex(
                name: "IX_OfficeSightings_Day",
                table: "OfficeSightings",
                column: "Day");

            migrationBuilder.CreateIndex(
                name: "IX_OfficeSightings_NameKey",
                table: "OfficeSightings",
                column: "NameKey");

            migrationBuilder.CreateIndex(
                name: "IX_OfficeSightings_Owner_Office",
                table: "OfficeSightings",
                columns: new[] { "Owner", "Office" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "LearntOffices");

            migrationBuilder.DropTable(
                name: "OfficeJudgements");

            migrationBuilder.DropTable(
                name: "OfficeSightings");

            migrationBuilder.DropColumn(
                name: "Lessons",
                table: "Articles");
        }
    }
}
