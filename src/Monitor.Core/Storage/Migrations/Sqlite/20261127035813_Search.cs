using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Monitor.Storage.Migrations.Sqlite
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
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "SavedSearches",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PublicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Words = table.Column<string>(type: "TEXT", nullable: false),
                    Filter = table.Column<string>(type: "TEXT", nullable: false),
                    Author = table.Column<string>(type: "TEXT", nullable: false),
                    ChangedAt = table.Column<string>(type: "TEXT", nullable: false)
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

            migrationBuilder.Sql(
                """
                CREATE VIRTUAL TABLE "ArticleTerms" USING fts5("Terms", content='', contentless_delete=1, detail='none', tokenize='ascii');
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
