using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Monitor.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Collections : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "StixCollections",
                columns: table => new
                {
                    Search = table.Column<Guid>(type: "uuid", nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    SearchChangedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StixCollections", x => x.Search);
                });

            migrationBuilder.CreateTable(
                name: "StixMembers",
                columns: table => new
                {
                    Search = table.Column<Guid>(type: "uuid", nullable: false),
                    ObjectId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    AddedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ModifiedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StixMembers", x => new { x.Search, x.ObjectId });
                });

            migrationBuilder.CreateIndex(
                name: "IX_StixMembers_Search_AddedAt",
                table: "StixMembers",
                columns: new[] { "Search", "AddedAt" },
                unique: true);

            // An article's row is written four times, and stands in ten indexes. Its text goes beside it, where it is written once, and pages keep
            // room for a next version of a row: with that room a claim touches no index.
            migrationBuilder.Sql("""ALTER TABLE "Articles" SET (toast_tuple_target = 256, fillfactor = 70)""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""ALTER TABLE "Articles" RESET (toast_tuple_target, fillfactor)""");
            migrationBuilder.DropTable(
                name: "StixCollections");

            migrationBuilder.DropTable(
                name: "StixMembers");
        }
    }
}
