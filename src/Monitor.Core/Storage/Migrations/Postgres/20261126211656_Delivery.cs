using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Monitor.Storage.Migrations.Postgres
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
                type: "character varying(320)",
                maxLength: 320,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "SuppressedAt",
                table: "Subscribers",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SuppressedReason",
                table: "Subscribers",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Deferrals",
                table: "Outbox",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Destination",
                table: "Outbox",
                type: "character varying(300)",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "HaltedWays",
                columns: table => new
                {
                    ChannelKind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    NeedsOperator = table.Column<bool>(type: "boolean", nullable: false),
                    Tries = table.Column<int>(type: "integer", nullable: false),
                    NextTryAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HaltedWays", x => x.ChannelKind);
                });

            migrationBuilder.CreateTable(
                name: "MailRefusals",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Address = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    NoSuchUser = table.Column<bool>(type: "boolean", nullable: false),
                    Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false)
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
