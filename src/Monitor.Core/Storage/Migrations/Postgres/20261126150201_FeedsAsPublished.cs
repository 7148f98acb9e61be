using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Monitor.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class FeedsAsPublished : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Articles_Address",
                table: "Articles");

            migrationBuilder.AddColumn<long>(
                name: "AddressKey",
                table: "SeenEntries",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ListingKey",
                table: "SeenEntries",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "PublishedAt",
                table: "SeenEntries",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RefusedBecause",
                table: "SeenEntries",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "SettledHash",
                table: "SeenEntries",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "TextKey",
                table: "SeenEntries",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "TitleKey",
                table: "SeenEntries",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "UntimedKey",
                table: "SeenEntries",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "EntriesRefused",
                table: "Feeds",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "IsAgreed",
                table: "Feeds",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "LastRefusal",
                table: "Feeds",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Origin",
                table: "Feeds",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "PausedAt",
                table: "Feeds",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "UserAgent",
                table: "Feeds",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "EntriesRefused",
                table: "FeedFetches",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "AddressHash",
                table: "Articles",
                type: "text",
                nullable: true);

            // Written by hand: what is stored already is known again by its hash.
            migrationBuilder.Sql("""
                UPDATE "Articles" SET "AddressHash" = left(encode(sha256(convert_to("Address", 'UTF8')), 'hex'), 32) WHERE "Address" IS NOT NULL;
                """);

            migrationBuilder.CreateIndex(
                name: "IX_Articles_AddressHash",
                table: "Articles",
                column: "AddressHash",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Articles_AddressHash",
                table: "Articles");

            migrationBuilder.DropColumn(
                name: "AddressKey",
                table: "SeenEntries");

            migrationBuilder.DropColumn(
                name: "ListingKey",
                table: "SeenEntries");

            migrationBuilder.DropColumn(
                name: "PublishedAt",
                table: "SeenEntries");

            migrationBuilder.DropColumn(
                name: "RefusedBecause",
                table: "SeenEntries");

            migrationBuilder.DropColumn(
                name: "SettledHash",
                table: "SeenEntries");

            migrationBuilder.DropColumn(
                name: "TextKey",
                table: "SeenEntries");

            migrationBuilder.DropColumn(
                name: "TitleKey",
                table: "SeenEntries");

            migrationBuilder.DropColumn(
                name: "UntimedKey",
                table: "SeenEntries");

            migrationBuilder.DropColumn(
                name: "EntriesRefused",
                table: "Feeds");

            migrationBuilder.DropColumn(
                name: "IsAgreed",
                table: "Feeds");

            migrationBuilder.DropColumn(
                name: "LastRefusal",
                table: "Feeds");

            migrationBuilder.DropColumn(
                name: "Origin",
                table: "Feeds");

            migrationBuilder.DropColumn(
                name: "PausedAt",
                table: "Feeds");

            migrationBuilder.DropColumn(
                name: "UserAgent",
                table: "Feeds");

            migrationBuilder.DropColumn(
                name: "EntriesRefused",
                table: "FeedFetches");

            migrationBuilder.DropColumn(
                name: "AddressHash",
                table: "Articles");

            migrationBuilder.CreateIndex(
                name: "IX_Articles_Address",
                table: "Articles",
                column: "Address",
                unique: true);
        }
    }
}
