using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Monitor.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Search : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "SearchKey",
                table: "Articles",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "SavedSearches",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    PublicId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Words = table.Column<string>(type: "text", nullable: false),
                    Filter = table.Column<string>(type: "text", nullable: false),
                    Author = table.Column<string>(type: "text", nullable: false),
                    ChangedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SavedSearches", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_Recipient_Id",
                table: "Outbox",
                columns: new[] { "Recipient", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_State_Id",
                table: "Outbox",
                columns: new[] { "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Articles_NotIndexed",
                table: "Articles",
                column: "Id",
                filter: "\"SearchKey\" IS NULL AND \"GroupedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Articles_SearchKey",
                table: "Articles",
                column: "SearchKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SavedSearches_Name",
                table: "SavedSearches",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SavedSearches_PublicId",
                table: "SavedSearches",
                column: "PublicId",
                unique: true);

            // The terms lie beside the rows, so that going through many keys reads few pages.
            migrationBuilder.Sql(
                """
                CREATE TABLE "ArticleTerms" ("Key" bigint NOT NULL CONSTRAINT "PK_ArticleTerms" PRIMARY KEY, "Terms" tsvector NOT NULL)
                    WITH (toast_tuple_target = 128);
                CREATE INDEX "IX_ArticleTerms_Terms" ON "ArticleTerms" USING gin ("Terms");
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""DROP TABLE "ArticleTerms";""");

            migrationBuilder.DropTable(
                name: "SavedSearches");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_Recipient_Id",
                table: "Outbox");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_State_Id",
                table: "Outbox");

            migrationBuilder.DropIndex(
                name: "IX_Articles_NotIndexed",
                table: "Articles");

            migrationBuilder.DropIndex(
                name: "IX_Articles_SearchKey",
                table: "Articles");

            migrationBuilder.DropColumn(
                name: "SearchKey",
                table: "Articles");
        }
    }
}
