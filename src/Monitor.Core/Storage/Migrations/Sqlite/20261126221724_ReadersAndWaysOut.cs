using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Monitor.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ReadersAndWaysOut : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "AlertsOffAt",
                table: "Subscribers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ByHand",
                table: "Subscribers",
                type: "TEXT",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "ConfirmationDue",
                table: "Subscribers",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "DigestOffAt",
                table: "Subscribers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DigestsFrom",
                table: "Subscribers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "NewAddress",
                table: "Subscribers",
                type: "TEXT",
                maxLength: 320,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PausedUntil",
                table: "Subscribers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "SignedUp",
                table: "Subscribers",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

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
                name: "Weight",
                table: "Outlets",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

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

            migrationBuilder.AddColumn<byte[]>(
                name: "Content",
                table: "ComposedDigests",
                type: "BLOB",
                nullable: true);

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

            migrationBuilder.CreateTable(
                name: "AddressConfirmations",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    SubscriberId = table.Column<int>(type: "INTEGER", nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 320, nullable: false),
                    AskedAt = table.Column<string>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<string>(type: "TEXT", nullable: false),
                    UsedAt = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AddressConfirmations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AddressConfirmations_Subscribers_SubscriberId",
                        column: x => x.SubscriberId,
                        principalTable: "Subscribers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

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
                name: "IX_Subscribers_ConfirmationDue",
                table: "Subscribers",
                column: "Id",
                filter: "\"ConfirmationDue\"");

            migrationBuilder.CreateIndex(
                name: "IX_AddressConfirmations_SubscriberId_AskedAt",
                table: "AddressConfirmations",
                columns: new[] { "SubscriberId", "AskedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_MailRefusals_Address_Day",
                table: "MailRefusals",
                columns: new[] { "Address", "Day" },
                unique: true);

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
            migrationBuilder.DropTable(
                name: "AddressConfirmations");

            migrationBuilder.DropTable(
                name: "HaltedWays");

            migrationBuilder.DropTable(
                name: "MailRefusals");

            migrationBuilder.DropIndex(
                name: "IX_Subscribers_ConfirmationDue",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "AlertsOffAt",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "ByHand",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "ConfirmationDue",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "DigestOffAt",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "DigestsFrom",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "NewAddress",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "PausedUntil",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "SignedUp",
                table: "Subscribers");

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
                name: "Weight",
                table: "Outlets");

            migrationBuilder.DropColumn(
                name: "Deferrals",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "Destination",
                table: "Outbox");

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
                name: "Content",
                table: "ComposedDigests");

            migrationBuilder.DropColumn(
                name: "IsRoundUp",
                table: "Attributions");

            migrationBuilder.DropColumn(
                name: "IsTooShort",
                table: "Attributions");
        }
    }
}
