using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Monitor.Storage.Migrations.Sqlite
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
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "LearntOffices",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    NameKey = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Owner = table.Column<string>(type: "TEXT", nullable: false),
                    Office = table.Column<string>(type: "TEXT", nullable: false),
                    Standing = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    NamedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Why = table.Column<string>(type: "TEXT", nullable: false),
                    Evidence = table.Column<string>(type: "TEXT", nullable: false),
                    DecidedAt = table.Column<string>(type: "TEXT", nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LearntOffices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OfficeJudgements",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    NameKey = table.Column<string>(type: "TEXT", nullable: false),
                    Owner = table.Column<string>(type: "TEXT", nullable: false),
                    IsAccepted = table.Column<bool>(type: "INTEGER", nullable: false),
                    Author = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OfficeJudgements", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OfficeSightings",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    NameKey = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Owner = table.Column<string>(type: "TEXT", nullable: false),
                    Office = table.Column<string>(type: "TEXT", nullable: false),
                    IsOfMany = table.Column<bool>(type: "INTEGER", nullable: false),
                    Telling = table.Column<string>(type: "TEXT", nullable: false),
                    BookHolder = table.Column<string>(type: "TEXT", nullable: true),
                    Outlet = table.Column<string>(type: "TEXT", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ArticleId = table.Column<long>(type: "INTEGER", nullable: false),
                    Quote = table.Column<string>(type: "TEXT", nullable: false),
                    OtherWords = table.Column<string>(type: "TEXT", nullable: false)
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
