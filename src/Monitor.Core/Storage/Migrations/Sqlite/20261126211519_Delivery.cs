using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Monitor.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Delivery : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "SuppressedAddress",
                table: "Subscribers",
                type: "TEXT",
                maxLength: 320,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SuppressedAt",
                table: "Subscribers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SuppressedReason",
                table: "Subscribers",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Deferrals",
                table: "Outbox",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Destination",
                table: "Outbox",
                type: "TEXT",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "HaltedWays",
                columns: table => new
                {
                    ChannelKind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Since = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    NeedsOperator = table.Column<bool>(type: "INTEGER", nullable: false),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    NextTryAt = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HaltedWays", x => x.ChannelKind);
                });

            migrationBuilder.CreateTable(
                name: "MailRefusals",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Address = table.Column<string>(type: "TEXT", maxLength: 320, nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    NoSuchUser = table.Column<bool>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailRefusals", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_MailRefusals_Address_Day",
                table: "MailRefusals",
                columns: new[] { "Address", "Day" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "HaltedWays");

            migrationBuilder.DropTable(
                name: "MailRefusals");

            migrationBuilder.DropColumn(
                name: "SuppressedAddress",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "SuppressedAt",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "SuppressedReason",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "Deferrals",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "Destination",
                table: "Outbox");
        }
    }
}
